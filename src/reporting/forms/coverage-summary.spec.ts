import { fileURLToPath } from 'node:url';
import * as Sheet from '@e965/xlsx';
import ExcelJS, { type Workbook, type Worksheet } from 'exceljs';
import { asLocalDate } from '../../kernel/index.js';
import { fillCoverageSummary, type CoverageEnterpriseLine, type CoverageFigures, type CoverageSummaryForm } from './index.js';

const TEMPLATES = fileURLToPath(new URL('../../../templates', import.meta.url));
const HASH = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const GAP = ' '.repeat(20);

const FIGURES: CoverageFigures = {
  enterprises: 12,
  insuredEnterprises: 10,
  headcount: 1234,
  insured: 1111,
  interval: { min: 1111, max: 1200 },
  rate: '90.03',
  target: 100,
  met: false,
  gap: 123,
};

const NO_DATA: CoverageFigures = {
  enterprises: 0,
  insuredEnterprises: 0,
  headcount: 0,
  insured: null,
  interval: null,
  rate: null,
  target: null,
  met: null,
  gap: null,
};

const ENTERPRISE: CoverageEnterpriseLine = {
  industry: '冶金',
  name: '临河区样例铸造厂',
  headcount: 20,
  insured: 18,
  insuredMin: 18,
  insuredMax: 20,
  basis: '单位',
  units: '临河区样例铸造厂（15080200001）',
  remark: '',
};

const form = (change: Partial<CoverageSummaryForm> = {}): CoverageSummaryForm => ({
  cityName: '巴彦淖尔市',
  reportingUnit: '临河区人力资源和社会保障局',
  filledOn: asLocalDate('2022-10-09'),
  asOf: asLocalDate('2022-09-30'),
  period: { from: asLocalDate('2022-06-01'), to: asLocalDate('2022-09-30') },
  lines: ['煤矿', '非煤矿山', '冶金', '建材'].map((industry) => ({ industry, ...(industry === '煤矿' ? NO_DATA : FIGURES) })),
  total: { ...FIGURES, met: true, gap: 0, rate: '99.99' },
  targetClause: '《实施细则》二（二）',
  openMatches: 7,
  linkQuality: null,
  excludedEnterprises: 2,
  openProposals: 3,
  enterprises: [ENTERPRISE],
  snapshotHash: HASH,
  ...change,
});

async function build(change: Partial<CoverageSummaryForm> = {}): Promise<{ workbook: Workbook; summary: Worksheet; detail: Worksheet }> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Uint8Array.from(await fillCoverageSummary(TEMPLATES, form(change))).buffer);
  const [summary, detail] = workbook.worksheets;
  if (!summary || !detail) throw new Error('the form has two sheets');
  return { workbook, summary, detail };
}

const valuesOf = (sheet: Worksheet, number: number): unknown[] =>
  Array.from({ length: 10 }, (_, index) => sheet.getRow(number).getCell(index + 1).value);

describe('专项扩面完成情况', () => {
  it('states city, unit, as-of date and period', async () => {
    const { workbook, summary } = await build();
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['完成情况', '企业明细']);
    expect(summary.getCell('A1').value).toBe('巴彦淖尔市尘肺病重点行业工伤保险专项扩面完成情况表');
    expect(summary.getCell('A2').value).toBe(
      `填报单位：临河区人力资源和社会保障局${GAP}统计截止日：2022 年 9 月 30 日${GAP}统计期间：2022 年 6 月 1 日至 2022 年 9 月 30 日`,
    );
  });

  it('has a line per key industry and a total', async () => {
    const { summary } = await build();
    expect(valuesOf(summary, 3)).toEqual([
      '所属行业',
      '企业数',
      '已参保企业数',
      '职工人数',
      '参保人数',
      '参保人数区间\n（最少—最多）',
      '覆盖率（%）',
      '目标（%）',
      '是否达标',
      '缺口（人）',
    ]);
    expect(valuesOf(summary, 5)).toEqual(['非煤矿山', 12, 10, 1234, 1111, '1111—1200', 90.03, 100, '否', 123]);
    expect(valuesOf(summary, 8)).toEqual(['合计', 12, 10, 1234, 1111, '1111—1200', 99.99, 100, '是', 0]);
    expect(summary.getCell('A8').font.bold).toBe(true);
    expect(summary.getCell('G8').numFmt).toBe('0.00');
  });

  it('shows missing data as —, never as 0%', async () => {
    const { summary } = await build();
    expect(valuesOf(summary, 4)).toEqual(['煤矿', 0, 0, 0, '—', '—', '—', '—', '—', '—']);
  });

  it.each(['99.999', '100', '99.9', '约90.00'])('refuses the rate %s: a third decimal would be rounded up on paper', async (rate) => {
    await expect(build({ total: { ...FIGURES, rate } })).rejects.toThrow(RangeError);
  });

  it('explains its figures below: definition, open matches, exclusions, proposals, clause, snapshot', async () => {
    const { summary } = await build();
    const notes = [9, 10, 11, 12, 13, 14, 15].map((number) => summary.getCell(number, 1).value);
    expect(notes).toEqual([
      `负责人：${GAP}填表人：${GAP}联系电话：`,
      '备注：1.覆盖率＝参保人数之和÷职工人数之和×100%，按职工人数计算，不是各企业覆盖率的平均数；保留两位小数，第三位起舍去，不四舍五入。单户企业参保人数多于职工人数的，按职工人数计入。',
      '2.参保人数只计已确认和自动认定的企业与参保单位对应关系。尚有 7 条对应关系待确认，“参保人数区间”为这些待确认关系所允许的最少和最多参保人数。',
      '3.停产、未投产、在建且备注未写明留守人数的企业 2 户，未计入企业数和职工人数，已作标记。',
      '4.调整统计范围的建议（注销、外迁、转产、失联等）尚有 3 条待确认，确认前仍按原职工人数计入。',
      '5.目标依据：《实施细则》二（二）。缺口为达到目标尚需新增的参保人数；“—”表示没有数据或未设目标，不表示 0。',
      `数据快照：${HASH}`,
    ]);
  });

  it('adds what second looks have found of automatic links, where there was one', async () => {
    const linkQuality = '抽查复核 100 条自动关联，差错 5 条，差错率 5.00%（95%置信区间 2.15%–11.18%）';
    const { summary } = await build({ linkQuality });
    expect(summary.getCell('A11').value).toEqual(expect.stringMatching(/最少和最多参保人数。抽查复核 100 条.*11\.18%）。$/));
  });

  it('says so where no target is set', async () => {
    const { summary } = await build({ targetClause: null });
    expect(summary.getCell('A14').value).toMatch(/^5\.目标依据：未设目标。/);
  });

  it('prints on A4 landscape, headings repeated', async () => {
    const { summary, detail } = await build();
    const paper = { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 };
    expect(summary.pageSetup).toMatchObject({ ...paper, printTitlesRow: '3:3', printArea: 'A1:J15' });
    expect(detail.pageSetup).toMatchObject({ ...paper, printTitlesRow: '3:4', printArea: 'A1:J7' });
  });

  it('numbers its pages through both sheets', async () => {
    const bytes = await fillCoverageSummary(TEMPLATES, form());
    const files = Sheet.read(bytes, { bookFiles: true }) as Sheet.WorkBook & { files: Record<string, { content: Uint8Array }> };
    const xml = ['sheet1', 'sheet2'].map((name) => Buffer.from(files.files[`xl/worksheets/${name}.xml`]?.content ?? []).toString('utf8'));
    for (const sheet of xml) {
      expect(sheet).toContain('<oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter>');
      expect(sheet).not.toContain('useFirstPageNumber');
    }
  });

  it('follows the number of key industries', async () => {
    const { summary } = await build({ lines: [{ industry: '石材', ...FIGURES }] });
    expect(valuesOf(summary, 4)[0]).toBe('石材');
    expect(valuesOf(summary, 5)[0]).toBe('合计');
    expect(summary.pageSetup.printArea).toBe('A1:J12');
  });
});

describe('the sheet 企业明细', () => {
  it('has a two-level heading', async () => {
    const { detail } = await build();
    expect(valuesOf(detail, 4)).toEqual([
      '序号',
      '所属行业',
      '企业名称',
      '职工人数\n（计入）',
      '参保人数',
      '最少',
      '最多',
      '参保依据',
      '对应参保单位',
      '备注/标记',
    ]);
    expect(detail.getCell('F3').value).toBe('参保人数区间');
    expect([...detail.model.merges].sort()).toEqual(
      ['A1:J1', 'A2:J2', 'A3:A4', 'A6:J6', 'A7:J7', 'B3:B4', 'C3:C4', 'D3:D4', 'E3:E4', 'F3:G3', 'H3:H4', 'I3:I4', 'J3:J4'].sort(),
    );
  });

  it('has a line for each enterprise, an excluded one without a head-count', async () => {
    const excluded = {
      ...ENTERPRISE,
      headcount: null,
      insured: null,
      insuredMin: null,
      insuredMax: null,
      basis: '',
      units: '',
      remark: '停产',
    };
    const { detail } = await build({ enterprises: [ENTERPRISE, excluded] });
    expect(valuesOf(detail, 5)).toEqual([1, '冶金', '临河区样例铸造厂', 20, 18, 18, 20, '单位', '临河区样例铸造厂（15080200001）', null]);
    expect(valuesOf(detail, 6)).toEqual([2, '冶金', '临河区样例铸造厂', '—', '—', '—', '—', null, null, '停产']);
    expect(detail.getCell('A8').value).toBe(`数据快照：${HASH}`);
  });

  it('takes 500 enterprises', async () => {
    const { detail } = await build({ enterprises: Array.from({ length: 500 }, () => ENTERPRISE) });
    expect(valuesOf(detail, 504)[0]).toBe(500);
    expect(detail.getCell('J504').border).toEqual(detail.getCell('J5').border);
    expect(detail.pageSetup.printArea).toBe('A1:J506');
  });

  it('is part of the same stable bytes', async () => {
    const [first, second] = await Promise.all([fillCoverageSummary(TEMPLATES, form()), fillCoverageSummary(TEMPLATES, form())]);
    expect(second.equals(first)).toBe(true);
  });
});
