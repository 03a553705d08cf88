import { readFile } from 'node:fs/promises';
import type { KeyInfo } from '../../src/access/index.js';
import type { BatchView } from '../../src/intake/intake.dto.js';
import type { ReceiptWithFilesView, SubmissionView } from '../../src/reporting/submission.dto.js';
import { body } from '../support/api-client.js';
import { describeInstallations, runningInstallation } from '../support/installation.js';
import { eventually } from '../support/processes.js';
import { handIn, pastReport } from '../support/reports.js';
import { administratorOf, CITY_CODE, LINHE, logInAgain, userWith } from '../support/users.js';

const DUE = '2022-10-10';
const CASES =
  '姓名,性别,身份证号码,职业病发病所在单位,职业病诊断病种,职业病诊断时间,工伤认定时间,劳动能力鉴定时间,是否参保,是否领取工伤待遇,备注\r\n' +
  '甲某,男,150802197001010018,某矿业有限公司,矽肺壹期,2022-07-15,2022-08-20,,是,否,\r\n';

await describeInstallations('a key is rotated beside what was handed in', (kind) => {
  const running = runningInstallation(kind, async ({ application }) => {
    const administrator = await administratorOf(application);
    const reviewer = await userWith(administrator, 'municipal-reviewer', CITY_CODE, `rotation.${kind}`);
    const leader = await userWith(administrator, 'county-leader', LINHE, `leader.${kind}`);
    const upload = { name: '附件3.csv', bytes: new TextEncoder().encode(CASES) };
    await body(reviewer.import<BatchView>(upload, { kind: 'cases', county: LINHE, step: 'apply', confirmLargeChange: 'true' }));
    const { id } = await pastReport(reviewer, DUE, LINHE);
    await handIn(leader, id);
    return { leader, id, before: await body(leader.get<SubmissionView>(`/api/reports/${id}/submissions/1`)) };
  });

  it('everything is sealed with the new key, also in tables that only grow; the old one is retired, and all is there as it was', async () => {
    const { installation, application, id, before } = running();
    const keys = async (): Promise<KeyInfo[]> => JSON.parse((await installation.cli('keys', 'list', '--json')).stdout) as KeyInfo[];
    const old = (await keys()).find(({ purpose }) => purpose === 'seal')?.id ?? '';
    expect(JSON.stringify((await installation.tables())['report_submission'])).toContain(`v1:${old}:`);
    const rotated = await installation.cli('keys', 'rotate', '--json');
    expect(rotated).toMatchObject({ code: 0 });
    const { id: key } = JSON.parse(rotated.stdout) as { id: string };
    await application.stop();
    await installation.letKeysBegin();
    await installation.letJobsRunAgain('access.reseal');
    const again = await installation.start();
    await eventually(
      'the old key is retired',
      async () => ((await keys()).some((one) => one.id === old && one.state === 'retired') ? true : undefined),
      60,
    );
    const tables = JSON.stringify({ ...(await installation.tables()), sealing_key: [] });
    expect(tables).not.toContain(`v1:${old}:`);
    expect(tables).toContain(`v1:${key}:`);
    const files = (await installation.files()).filter((file) => /\/files\/[0-9a-f]{2}\//.test(file));
    const heads = await Promise.all(files.map(async (file) => (await readFile(file)).toString('latin1', 0, 11)));
    expect(new Set(heads)).toEqual(new Set([`v1:${key}`]));
    const leader = await logInAgain(again.address, `leader.${kind}`);
    expect(await body(leader.get<SubmissionView>(`/api/reports/${id}/submissions/1`))).toEqual(before);
    const [receipt] = await body(leader.get<ReceiptWithFilesView[]>(`/api/reports/${id}/submissions`));
    const annex2 = receipt?.files.find(({ form }) => form === 'annex-2');
    expect((await leader.download(`/api/reports/${id}/files/${annex2?.id ?? 0}`)).bytes.length).toBeGreaterThan(1_000);
    await again.stop();
  });

  it('and nothing else of what was handed in can change: the database refuses', async () => {
    const { installation } = running();
    const refused = (sql: string): Promise<void> => expect(installation.execute(sql)).rejects.toThrow('append-only');
    await refused("UPDATE report_submission SET submittedBy = '乙'");
    await refused("UPDATE report_submission SET content = 'v2:other'");
    await refused("UPDATE report_submission SET content = ''");
    await refused('DELETE FROM report_submission');
    await refused("UPDATE report_event SET madeBy = '乙'");
  });
});
