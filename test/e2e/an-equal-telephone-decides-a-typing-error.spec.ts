import type { LinkView } from '../../src/matching/matching.dto.js';
import { body, type ApiClient, type Upload } from '../support/api-client.js';
import { allLinks, matchNow } from '../support/city.js';
import { describeInstallations, runningInstallation } from '../support/installation.js';
import { administratorOf, CITY_CODE, userWith } from '../support/users.js';

const COUNTY = '150821';
const PHONE = '13904780001';

const csv = (name: string, ...rows: readonly (readonly string[])[]): Upload => ({
  name,
  bytes: new TextEncoder().encode(rows.map((row) => row.join(',')).join('\r\n')),
});

const registry = csv(
  '附件2.csv',
  ['序号', '所属行业', '企业名称', '企业地址', '职工人数', '企业联系人', '联系电话', '备注'],
  ['1', '建材', '五原县德鹏利水泥有限公司', '五原县隆兴昌镇团结村12号', '40', '巴特尔', PHONE, ''],
);

const enrolment = (name: string, phone: string): Upload =>
  csv(
    name,
    ['单位编号', '单位名称', '参保区划', '险种类型', '参保状态', '参保人数', '专管员', '联系电话', '单位地址'],
    ['10001', '五原县德朋利水泥有限公司', '五原县', '工伤保险', '正常参保', '38', '巴特尔', phone, '隆兴昌镇团结村12号'],
  );

async function matched(user: ApiClient): Promise<LinkView[]> {
  await matchNow(user);
  return allLinks(user);
}

await describeInstallations('one wrong character in a name', (kind) => {
  const running = runningInstallation(kind, async ({ application }) => {
    const reviewer = await userWith(await administratorOf(application), 'municipal-reviewer', CITY_CODE);
    await body(reviewer.import(registry, { kind: 'registry', county: COUNTY, asOf: '2020-05', step: 'apply' }));
    return { reviewer };
  });

  it('is reviewed with another telephone, and linked with the same; the evidence says so in words', async () => {
    const { reviewer } = running();
    await body(reviewer.import(enrolment('单位参保11.csv', '13904789999'), { kind: 'enrolment-unit', asOf: '2022-11', step: 'apply' }));
    const [reviewed] = await matched(reviewer);
    expect(reviewed).toMatchObject({ status: 'review' });
    expect(reviewed?.evidence).toContainEqual(expect.objectContaining({ field: 'phone', verdict: 'differs' }));

    await body(reviewer.import(enrolment('单位参保12.csv', PHONE), { kind: 'enrolment-unit', asOf: '2022-12', step: 'apply' }));
    const [linked] = await matched(reviewer);
    expect(linked).toMatchObject({ status: 'auto' });
    const agreeing = linked?.evidence.filter(({ verdict }) => verdict === 'agrees').map(({ field }) => field);
    expect(agreeing).toEqual(expect.arrayContaining(['phone', 'contact', 'address', 'people']));
    expect(JSON.stringify(linked?.evidence)).not.toContain(PHONE);
  });
});
