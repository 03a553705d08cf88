import { readWorkbook, type CellValue } from '../../intake/domain/index.js';
import { tableWorkbook } from '../../intake/domain/testing/table-workbook.js';
import { registrySheet } from './registry-sheet.js';

const HEADER = ['序号', '所属行业', '企业名称', '企业地址', '职工人数', '企业联系人', '联系电话', '备注'];

async function read(header: readonly string[], ...rows: CellValue[][]) {
  const [reading] = (await readWorkbook(tableWorkbook({ rows: [header, ...rows] }), registrySheet())).sheets;
  if (!reading) throw new Error('no sheet');
  return reading;
}

describe('a row of 附件2', () => {
  it('is read with every value in its normal form', async () => {
    const reading = await read(HEADER, [1, '建材', '甲县 福星石材厂', '甲县一社', '23人', '那仁•巴雅尔', 13947812345, '停产，留守3人']);
    expect(reading.rows[0]?.value).toEqual({
      sequence: '1',
      industry: { raw: '建材', code: 'building-materials' },
      name: '甲县福星石材厂',
      address: '甲县一社',
      headcount: 23,
      contact: '那仁·巴雅尔',
      phones: ['13947812345'],
      remark: '停产，留守3人',
      creditCode: null,
      legalRepresentative: null,
      businessScope: null,
      dustExposedHeadcount: null,
      countyText: null,
    });
    expect(reading.rows[0]?.warnings).toEqual([]);
  });

  it('takes what the form does not have from sheets that have it', async () => {
    const header = ['旗县区', '单位名称', '统一社会信用代码', '法人代表', '经营范围', '用工人数', '接尘人数'];
    const reading = await read(header, ['甲县', '福星石材厂', '91150802MAXT102870', '张三', '石材加工', 20, 12]);
    expect(reading.rows[0]?.value).toMatchObject({
      countyText: '甲县',
      creditCode: '91150802MAXT102870',
      legalRepresentative: '张三',
      businessScope: '石材加工',
      headcount: 20,
      dustExposedHeadcount: 12,
    });
  });

  it('without a name is an error', async () => {
    const reading = await read(HEADER, [1, '建材', '/', '甲县一社', 23]);
    expect(reading.rows).toEqual([]);
    expect(reading.errors).toMatchObject([{ row: 2, column: '企业名称', code: 'name-missing' }]);
  });

  const warned = async (...row: CellValue[]) => (await read(HEADER, row)).rows[0]?.warnings.map(({ column, code }) => `${column} ${code}`);

  it('of an unreadable industry is kept, with a warning', async () => {
    expect(await warned(1, '餐饮', '甲饭店', '', 5)).toEqual(['所属行业 industry-unknown']);
    expect(await warned(1, '', '甲厂', '', 5)).toEqual(['所属行业 industry-unknown']);
    expect(await warned(1, '非煤矿山、建材', '甲厂', '', 5)).toEqual(['所属行业 industry-several']);
  });

  it('without a head-count is kept with a warning, unless the 备注 explains it', async () => {
    expect(await warned(1, '建材', '甲厂', '', '')).toEqual(['职工人数 headcount-missing']);
    expect(await warned(1, '建材', '甲厂', '', '', '', '', '停产')).toEqual([]);
    expect(await warned(1, '建材', '甲厂', '', '', '', '', '注销')).toEqual([]);
  });

  it('whose name carries a note on its state is kept with a warning', async () => {
    expect(await warned(1, '建材', '甲厂(停产)', '', 5)).toEqual(['企业名称 name-with-note']);
    expect(await warned(1, '建材', '甲厂（普通合伙）', '', 5)).toEqual([]);
  });

  it('with more people exposed to dust than people is kept with a warning', async () => {
    const reading = await read(['企业名称', '所属行业', '职工人数', '接尘人数'], ['甲厂', '建材', 5, 8]);
    expect(reading.rows[0]?.warnings).toMatchObject([{ column: '接尘人数', code: 'dust-exposed-above-headcount' }]);
  });
});

it('an export of insured units is no registry: 参保人数 is not 职工人数', async () => {
  await expect(read(['单位编号', '单位名称', '参保人数'], ['1', '甲厂', 5])).rejects.toMatchObject({ code: 'workbook-without-table' });
});
