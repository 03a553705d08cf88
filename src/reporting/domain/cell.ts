import { Problem } from '../../kernel/index.js';
import { FORM_NAMES, type ReportForm } from './report.js';

/** What a cell of a form says: a figure, a text, or nothing. */
export type CellValue = string | number | null;

/**
 * Where a cell stands, stable over every recomputation: the form, the row's identity (`total` or `industry-<code>` in the summary,
 * `enterprise-<id>` in 附件2, `case-<id>` in 附件3) and the column.
 */
export interface CellAddress {
  readonly form: ReportForm;
  readonly row: string;
  readonly field: string;
}

export interface FormRow {
  readonly key: string;
  /** What heads the row and cannot be overridden: the industry of a line of the summary. */
  readonly title?: string;
  readonly cells: Readonly<Record<string, CellValue>>;
}

/** The forms of a report, row by row in the order of the paper. */
export type ReportForms = Readonly<Partial<Record<ReportForm, readonly FormRow[]>>>;

const text = 'text';
const count = 'count';

/** `count`: a whole number that is not negative; `rate`: percent with two decimals; `answer`: 是 or 否. */
export type CellKind = 'text' | 'count' | 'rate' | 'answer';

interface Column {
  readonly label: string;
  readonly kind: CellKind;
  /** Personal data: masked wherever it is shown but on the form itself. */
  readonly personal?: 'name' | 'id-number';
}

const column = (label: string, kind: CellKind): Column => ({ label, kind });

export const FORM_COLUMNS: Readonly<Record<ReportForm, Readonly<Record<string, Column>>>> = {
  'coverage-summary': {
    enterprises: column('企业数', count),
    insuredEnterprises: column('已参保企业数', count),
    headcount: column('职工人数', count),
    insured: column('参保人数', count),
    insuredMin: column('参保人数区间（最少）', count),
    insuredMax: column('参保人数区间（最多）', count),
    rate: column('覆盖率', 'rate'),
    target: column('目标', count),
    met: column('是否达标', 'answer'),
    gap: column('缺口', count),
  },
  'annex-2': {
    industry: column('所属行业', text),
    name: column('企业名称', text),
    address: column('企业地址', text),
    headcount: column('职工人数', count),
    contact: column('企业联系人', text),
    phone: column('联系电话', text),
    remark: column('备注', text),
  },
  'annex-3': {
    name: { ...column('姓名', text), personal: 'name' },
    sex: column('性别', text),
    idNumber: { ...column('身份证号码', text), personal: 'id-number' },
    employer: column('职业病发病所在单位', text),
    disease: column('职业病诊断病种', text),
    diagnosedOn: column('职业病诊断时间', text),
    recognisedOn: column('工伤认定时间', text),
    assessedOn: column('劳动能力鉴定时间', text),
    insured: column('是否参保', text),
    receivesBenefits: column('是否领取工伤待遇', text),
    remark: column('备注', text),
  },
};

export const columnOf = ({ form, field }: Pick<CellAddress, 'form' | 'field'>): Column | undefined =>
  Object.hasOwn(FORM_COLUMNS[form], field) ? FORM_COLUMNS[form][field] : undefined;

export const addressText = ({ form, row, field }: CellAddress): string => `${form}/${row}/${field}`;

/** The cell's value; undefined where the report has no such cell. */
export function cellAt(forms: ReportForms, { form, row, field }: CellAddress): CellValue | undefined {
  const found = forms[form]?.find(({ key }) => key === row);
  return found && Object.hasOwn(found.cells, field) ? found.cells[field] : undefined;
}

/** Throws Problem `cell-unknown`. */
export function demandCell(forms: ReportForms, address: CellAddress): CellValue {
  const value = cellAt(forms, address);
  if (value !== undefined) return value;
  throw new Problem('invalid', 'cell-unknown', '报表中没有该单元格（可能数据已变化），请刷新报表后重新选择。', { ...address });
}

/** How people speak of a cell: 附件3《…》 第 3 行 “备注”. The row's place, never its content. */
export function cellName(forms: ReportForms, { form, row, field }: CellAddress): string {
  const place = (forms[form] ?? []).findIndex(({ key }) => key === row) + 1;
  const where = row === 'total' ? '合计行' : place > 0 ? `第 ${place} 行` : '已不在表中的行';
  return `${FORM_NAMES[form]}${where}“${columnOf({ form, field })?.label ?? field}”`;
}

/** Whether a form says who people are: it is shown and handed out masked, unless somebody else has approved otherwise. */
export const holdsPersonalData = (form: ReportForm): boolean =>
  Object.values(FORM_COLUMNS[form]).some(({ personal }) => personal !== undefined);
