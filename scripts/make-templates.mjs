/**
 * Makes templates/*.xlsx: the look, wording and print set-up of the official forms.
 *
 * A template is plain: the row that holds `{{row.…}}` cells is the body row and is repeated for each line; what stands above it is
 * the head, what stands below it is the foot. Other `{{…}}` marks are single values. A template edited in Excel or WPS works alike.
 *
 * Usage: node scripts/make-templates.mjs [directory]   (the same input gives the same bytes)
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ExcelJS from 'exceljs';

const MADE_AT = new Date('2020-03-22T00:00:00Z');

// exceljs leaves the member times of the zip to its own copy of jszip, which takes the clock unless a default is set.
const ownRequire = createRequire(import.meta.url);
createRequire(ownRequire.resolve('exceljs'))('jszip').defaults.date = MADE_AT;

const TITLE_FONT = { name: '方正小标宋简体', size: 18, bold: true, charset: 134 };
const LABEL_FONT = { name: '黑体', size: 12, charset: 134 };
const BODY_FONT = { name: '宋体', size: 11, charset: 134 };
const HEADER_FONT = { ...BODY_FONT, bold: true };
const NOTE_FONT = { name: '宋体', size: 10, charset: 134 };

const LINE = { style: 'thin' };
const BOX = { top: LINE, left: LINE, bottom: LINE, right: LINE };
const align = (horizontal) => ({ horizontal, vertical: 'middle', wrapText: true });

const LABEL = { font: LABEL_FONT, alignment: align('left') };
const TITLE = { font: TITLE_FONT, alignment: align('center') };
const PLAIN = { font: BODY_FONT, alignment: align('left') };
const NOTE = { font: NOTE_FONT, alignment: { ...align('left'), vertical: 'top' } };
const HEADER = { font: HEADER_FONT, alignment: align('center'), border: BOX };

const MARGINS = { left: 0.5, right: 0.5, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 };
const GAP = '                    ';

/** A column: heading, width in characters, what stands in the body row, and how it is set there. */
const column = (heading, width, mark, { horizontal = 'center', numFmt } = {}) => ({ heading, width, mark, horizontal, numFmt });
const text = (heading, width, mark) => column(heading, width, mark, { horizontal: 'left', numFmt: '@' });
const shortText = (heading, width, mark) => column(heading, width, mark, { numFmt: '@' });

const ANNEX2 = {
  name: '附件2',
  label: '附件2',
  title: '{{cityName}}尘肺病重点行业企业信息一览表',
  subtitle: `填报单位：{{reportingUnit}}${GAP}填报时间：{{filledOn}}`,
  columns: [
    column('序号', 6, '{{row.index}}'),
    shortText('所属行业', 12, '{{row.industry}}'),
    text('企业名称', 34, '{{row.name}}'),
    text('企业地址', 34, '{{row.address}}'),
    column('职工人数', 10, '{{row.headcount}}'),
    shortText('企业联系人', 12, '{{row.contact}}'),
    shortText('联系电话', 16, '{{row.phone}}'),
    text('备注', 22, '{{row.remark}}'),
  ],
  foot: [{ text: `部门负责人：{{departmentHead}}${GAP}填表人：{{filledBy}}${GAP}联系电话：{{phone}}`, style: PLAIN, height: 30 }],
};

const ANNEX3 = {
  name: '附件3',
  label: '附件3',
  title: '{{cityName}}职业病人员统计情况表',
  subtitle: '填报单位：{{reportingUnit}}',
  columns: [
    column('序号', 6, '{{row.index}}'),
    shortText('姓名', 10, '{{row.name}}'),
    shortText('性别', 6, '{{row.sex}}'),
    shortText('身份证号码', 21, '{{row.idNumber}}'),
    text('职业病发病所在单位', 27, '{{row.employer}}'),
    shortText('职业病诊断病种', 14, '{{row.disease}}'),
    shortText('职业病诊断时间', 12, '{{row.diagnosedOn}}'),
    shortText('工伤认定时间', 12, '{{row.recognisedOn}}'),
    shortText('劳动能力鉴定时间', 12, '{{row.assessedOn}}'),
    shortText('是否参保', 8, '{{row.insured}}'),
    shortText('是否领取工伤待遇', 10, '{{row.receivesBenefits}}'),
    text('备注', 14, '{{row.remark}}'),
  ],
  foot: [
    { text: `单位负责人签字：${GAP}${GAP}科室负责人签字：${GAP}${GAP}经办人签字：`, style: PLAIN, height: 36 },
    { text: '备注：1.职业病诊断病种填写尘肺病、职业中毒、布病、森林脑炎等职业病名称；', style: PLAIN, height: 20 },
    { text: '      2.统计时间以职业病诊断时间为准进行统计。', style: PLAIN, height: 20 },
  ],
};

const SIGNATURES = { text: `负责人：{{responsible}}${GAP}填表人：{{filledBy}}${GAP}联系电话：{{phone}}`, style: PLAIN, height: 30 };
const SNAPSHOT = { text: '数据快照：{{snapshotHash}}', style: NOTE, height: 18 };
const note = (words) => ({ text: words, style: NOTE, height: 17 });

const COVERAGE = {
  name: '完成情况',
  label: '',
  title: '{{cityName}}尘肺病重点行业工伤保险专项扩面完成情况表',
  subtitle: `填报单位：{{reportingUnit}}${GAP}统计截止日：{{asOf}}${GAP}统计期间：{{period}}`,
  columns: [
    shortText('所属行业', 16, '{{row.industry}}'),
    column('企业数', 11, '{{row.enterprises}}'),
    column('已参保企业数', 13, '{{row.insuredEnterprises}}'),
    column('职工人数', 13, '{{row.headcount}}'),
    column('参保人数', 13, '{{row.insured}}'),
    shortText('参保人数区间\n（最少—最多）', 20, '{{row.interval}}'),
    column('覆盖率（%）', 13, '{{row.rate}}', { numFmt: '0.00' }),
    column('目标（%）', 11, '{{row.target}}'),
    shortText('是否达标', 11, '{{row.met}}'),
    column('缺口（人）', 13, '{{row.gap}}'),
  ],
  total: {
    industry: '合计',
    enterprises: '{{total.enterprises}}',
    insuredEnterprises: '{{total.insuredEnterprises}}',
    headcount: '{{total.headcount}}',
    insured: '{{total.insured}}',
    interval: '{{total.interval}}',
    rate: '{{total.rate}}',
    target: '{{total.target}}',
    met: '{{total.met}}',
    gap: '{{total.gap}}',
  },
  foot: [
    SIGNATURES,
    note(
      '备注：1.覆盖率＝参保人数之和÷职工人数之和×100%，按职工人数计算，不是各企业覆盖率的平均数；保留两位小数，第三位起舍去，不四舍五入。单户企业参保人数多于职工人数的，按职工人数计入。',
    ),
    note(
      '2.参保人数只计已确认和自动认定的企业与参保单位对应关系。尚有 {{openMatches}} 条对应关系待确认，“参保人数区间”为这些待确认关系所允许的最少和最多参保人数。{{linkQuality}}',
    ),
    note('3.停产、未投产、在建且备注未写明留守人数的企业 {{excludedEnterprises}} 户，未计入企业数和职工人数，已作标记。'),
    note('4.调整统计范围的建议（注销、外迁、转产、失联等）尚有 {{openProposals}} 条待确认，确认前仍按原职工人数计入。'),
    note('5.目标依据：{{targetClause}}。缺口为达到目标尚需新增的参保人数；“—”表示没有数据或未设目标，不表示 0。'),
    SNAPSHOT,
  ],
};

const DETAIL = {
  name: '企业明细',
  label: '',
  title: '{{cityName}}尘肺病重点行业工伤保险专项扩面企业明细表',
  subtitle: `填报单位：{{reportingUnit}}${GAP}统计截止日：{{asOf}}`,
  columns: [
    column('序号', 6, '{{row.index}}'),
    shortText('所属行业', 11, '{{row.industry}}'),
    text('企业名称', 33, '{{row.name}}'),
    column('职工人数\n（计入）', 10, '{{row.headcount}}'),
    column('参保人数', 10, '{{row.insured}}'),
    { ...column('最少', 8, '{{row.insuredMin}}'), group: '参保人数区间' },
    { ...column('最多', 8, '{{row.insuredMax}}'), group: '参保人数区间' },
    shortText('参保依据', 11, '{{row.basis}}'),
    text('对应参保单位', 30, '{{row.units}}'),
    text('备注/标记', 24, '{{row.remark}}'),
  ],
  foot: [
    note('备注：参保依据分实名（职工花名册与个人参保记录逐人核对）、单位（参保单位人数）、异地凭证（已登记异地参保凭证）。'),
    SNAPSHOT,
  ],
};

/** Writes one merged line over the full width. */
function mergedLine(sheet, row, width, { text: value, style, height }) {
  for (let index = 1; index <= width; index++) Object.assign(sheet.getCell(row, index), { style });
  sheet.getCell(row, 1).value = value;
  sheet.mergeCells(row, 1, row, width);
  sheet.getRow(row).height = height;
}

/** Writes the column headings, over two rows where columns share a group; returns the last row used. */
function headings(sheet, top, columns) {
  const bottom = columns.some(({ group }) => group) ? top + 1 : top;
  columns.forEach(({ heading, group }, index) => {
    for (let row = top; row <= bottom; row++) sheet.getCell(row, index + 1).style = HEADER;
    sheet.getCell(group ? bottom : top, index + 1).value = heading;
    if (!group && bottom > top) sheet.mergeCells(top, index + 1, bottom, index + 1);
  });
  for (const name of new Set(columns.flatMap(({ group }) => group ?? []))) {
    const first = columns.findIndex(({ group }) => group === name) + 1;
    const last = columns.findLastIndex(({ group }) => group === name) + 1;
    sheet.getCell(top, first).value = name;
    sheet.mergeCells(top, first, top, last);
  }
  for (let row = top; row <= bottom; row++) sheet.getRow(row).height = bottom > top ? 20 : 36;
  return bottom;
}

function tableRow(sheet, row, columns, values, font) {
  columns.forEach(({ horizontal, numFmt }, index) => {
    const cell = sheet.getCell(row, index + 1);
    cell.style = { font, alignment: align(horizontal), border: BOX, ...(numFmt && { numFmt }) };
    cell.value = values[index];
  });
  sheet.getRow(row).height = 24;
}

function addForm(workbook, form) {
  const width = form.columns.length;
  const sheet = workbook.addWorksheet(form.name, { properties: { defaultRowHeight: 15 } });
  sheet.columns = form.columns.map((each) => ({ width: each.width }));
  const head = [
    ...(form.label ? [{ text: form.label, style: LABEL, height: 20 }] : []),
    { text: form.title, style: TITLE, height: 36 },
    { text: form.subtitle, style: PLAIN, height: 24 },
  ];
  head.forEach((line, index) => mergedLine(sheet, index + 1, width, line));
  const headingTop = head.length + 1;
  const body = headings(sheet, headingTop, form.columns) + 1;
  const marks = form.columns.map(({ mark }) => mark);
  tableRow(sheet, body, form.columns, marks, BODY_FONT);
  let next = body + 1;
  if (form.total) {
    const totals = marks.map((mark) => form.total[mark.slice('{{row.'.length, -'}}'.length)]);
    tableRow(sheet, next++, form.columns, totals, HEADER_FONT);
  }
  for (const line of form.foot) mergedLine(sheet, next++, width, line);
  setUpPrint(sheet, { headingTop, headingBottom: body - 1, lastRow: next - 1 });
}

function setUpPrint(sheet, { headingTop, headingBottom, lastRow }) {
  const lastColumn = sheet.getColumn(sheet.columnCount).letter;
  sheet.pageSetup = {
    paperSize: 9,
    orientation: 'landscape',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    horizontalCentered: true,
    margins: MARGINS,
    printTitlesRow: `${headingTop}:${headingBottom}`,
    // exceljs makes only the columns absolute; the "$" before the rows keeps the area from moving with the active cell.
    printArea: `A$1:${lastColumn}$${lastRow}`,
  };
  sheet.headerFooter = { oddFooter: '&C第 &P 页，共 &N 页' };
  sheet.views = [{ state: 'frozen', xSplit: 0, ySplit: headingBottom, showGridLines: false }];
}

async function makeTemplate(directory, file, forms) {
  const workbook = new ExcelJS.Workbook();
  Object.assign(workbook, {
    creator: '尘肺病重点行业工伤保险扩面',
    lastModifiedBy: '尘肺病重点行业工伤保险扩面',
    created: MADE_AT,
    modified: MADE_AT,
  });
  for (const form of forms) addForm(workbook, form);
  await writeFile(path.join(directory, file), Buffer.from(await workbook.xlsx.writeBuffer()));
}

const directory = path.resolve(process.argv[2] ?? path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'templates'));
await mkdir(directory, { recursive: true });
await makeTemplate(directory, 'annex2.xlsx', [ANNEX2]);
await makeTemplate(directory, 'annex3.xlsx', [ANNEX3]);
await makeTemplate(directory, 'coverage-summary.xlsx', [COVERAGE, DETAIL]);
