import { squeeze, type Month } from '../../kernel/index.js';
import {
  cellText,
  failure,
  isBlankText,
  readCreditCodeCell,
  readHeadcount,
  readIdentifier,
  readMonth,
  readOrganisationName,
  readPersonName,
  readPhones,
  readText,
  says,
  saysNothing,
  warning,
  type CellReader,
  type FieldSpec,
  type RowCells,
  type SheetKind,
} from '../../intake/domain/index.js';

export type UnitField =
  | 'sequence'
  | 'unitNo'
  | 'name'
  | 'creditCode'
  | 'countyText'
  | 'insurance'
  | 'status'
  | 'insuredCount'
  | 'month'
  | 'contact'
  | 'phones'
  | 'address';

/** `aac031`: 参保 1, 暂停 2, 终止 3. Only active units have insured people. */
export type UnitStatus = 'active' | 'suspended' | 'terminated';

/** A row of the social-insurance export by unit (单位参保信息). */
export interface EnrolmentUnitSheetRow {
  readonly unitNo: string;
  readonly name: string;
  readonly creditCode: string | null;
  /** 参保区划, the pooling area as typed. */
  readonly countyText: string | null;
  /** Kind of insurance by `aae140`; 410 is work-injury insurance, the only one that counts. Null where the sheet does not say. */
  readonly insurance: string | null;
  readonly status: UnitStatus;
  /** 参保人数; 0 where a unit that is not active states none. */
  readonly insuredCount: number;
  /** The month that the row speaks of, or up to which the unit has paid (缴费截止年月). */
  readonly month: Month | null;
  readonly contact: string | null;
  readonly phones: readonly string[];
  readonly address: string | null;
}

const words = (text: string): string[] => text.split(' ');

const FIELDS: readonly FieldSpec<UnitField>[] = [
  { field: 'sequence', label: '序号', synonyms: words('序 No No. 行号'), role: 'sequence' },
  {
    field: 'unitNo',
    label: '单位编号',
    synonyms: words(
      '单位编码 参保单位编号 单位社保编号 社保单位编号 社保编号 单位管理码 社会保险登记号 社会保险登记证编码 缴费单位编码 单位ID aab001 aab999',
    ),
    required: true,
  },
  {
    field: 'name',
    label: '单位名称',
    synonyms: words('参保单位名称 缴费单位名称 用人单位名称 企业名称 参保单位 aae044 aab004 aab069'),
    required: true,
    role: 'name',
  },
  { field: 'creditCode', label: '统一社会信用代码', synonyms: words('社会信用代码 信用代码 统一信用代码 aab998') },
  {
    field: 'countyText',
    label: '参保区划',
    synonyms: words('旗县区 行政区划 参保地 统筹区 参保所属机构 所属机构 经办机构 aab301 yab139 aab300'),
  },
  { field: 'insurance', label: '险种类型', synonyms: words('险种 险种名称 险种代码 aae140') },
  { field: 'status', label: '参保状态', synonyms: words('单位参保状态 缴费状态 参保情况 aab051 aac031'), required: true },
  {
    field: 'insuredCount',
    label: '参保人数',
    synonyms: words('工伤参保人数 工伤保险参保人数 参加工伤保险人数 实际参保人数 已参保人数 在保人数 缴费人数 工伤缴费人数 本月缴费人数'),
    required: true,
  },
  {
    field: 'month',
    label: '缴费截止年月',
    synonyms: words('费款所属期 最大做账期号/费款所属期 最大做账期号 缴费至 所属期 年月 aae003 yae097'),
  },
  { field: 'contact', label: '专管员', personal: true, synonyms: words('联系人 单位联系人 经办人'), not: ['电话', '手机'] },
  { field: 'phones', label: '联系电话', personal: true, synonyms: words('电话 联系方式 手机号码') },
  { field: 'address', label: '单位地址', synonyms: words('地址 企业地址 注册地址 经营地址 通讯地址 联系地址 住所') },
];

/** The export by unit as a kind of sheet. */
export const enrolmentUnitSheet: SheetKind<EnrolmentUnitSheetRow, UnitField> = {
  name: 'enrolment-unit',
  label: '单位参保信息',
  fields: FIELDS,
  readRow,
};

function readRow(cells: RowCells<UnitField>): EnrolmentUnitSheetRow | null {
  const unitNo = cells.require('unitNo', readIdentifier);
  const name = cells.require('name', readOrganisationName);
  const status = cells.require('status', readStatus);
  const insuredCount =
    status === 'active' ? cells.require('insuredCount', readHeadcount) : (cells.read('insuredCount', readHeadcount) ?? 0);
  if (unitNo === null || name === null || status === null || insuredCount === null) return null;
  return {
    unitNo,
    name,
    creditCode: cells.read('creditCode', readCreditCodeCell),
    countyText: cells.read('countyText', readText),
    insurance: cells.read('insurance', readInsurance),
    status,
    insuredCount,
    month: cells.read('month', readMonth),
    contact: cells.read('contact', readPersonName),
    phones: cells.read('phones', readPhones) ?? [],
    address: cells.read('address', readText),
  };
}

/** Values of `aae140` and the words for them. */
const INSURANCES: readonly (readonly [string, RegExp])[] = [
  ['410', /工伤/],
  ['110', /企业.*养老|职工.*养老/],
  ['210', /失业/],
  ['310', /医疗/],
  ['510', /生育/],
];

/** The kind of insurance by `aae140`. */
export const readInsurance: CellReader<string> = (cell) => {
  const text = squeeze(cellText(cell));
  if (isBlankText(text)) return saysNothing();
  const code = /^\d{3}/.exec(text)?.[0] ?? INSURANCES.find(([, word]) => word.test(text))?.[0];
  return code === undefined ? saysNothing(warning('insurance-unknown', '险种无法识别，请填写“工伤保险”或代码 410。')) : says(code);
};

const STATUSES: readonly (readonly [UnitStatus, RegExp])[] = [
  ['terminated', /^3$|终止|注销|退保/],
  ['suspended', /^2$|暂停|停保|中断|封存|欠费停/],
  ['active', /^1$|^(正常|参保|在保)|正常参保|参保缴费|正常缴费/],
];

/** The status by `aac031`. */
export const readStatus: CellReader<UnitStatus> = (cell) => {
  const text = squeeze(cellText(cell));
  if (isBlankText(text)) return saysNothing();
  const status = STATUSES.find(([, word]) => word.test(text))?.[0];
  return status ? says(status) : saysNothing(failure('status-unreadable', '参保状态无法识别，请填写“正常参保”“暂停参保”或“终止参保”。'));
};
