import { squeeze, type LocalDate, type Month } from '../../kernel/index.js';
import {
  cellText,
  readDate,
  readIdentifier,
  readIdNumberCell,
  readMonth,
  readPersonName,
  says,
  saysNothing,
  type CellReader,
  type FieldSpec,
  type RowCells,
  type SheetKind,
} from '../../intake/domain/index.js';
import type { EnrolmentStatus } from './enrolment-record.js';
import { readInsurance, readStatus } from './enrolment-unit-sheet.js';

export type PersonField =
  'sequence' | 'personNo' | 'name' | 'idNumber' | 'unitNo' | 'unitName' | 'insurance' | 'status' | 'startedOn' | 'endedOn' | 'month';

/** A row of the social-insurance export by person (人员参保信息): one person at one unit in one insurance. */
export interface EnrolmentPersonSheetRow {
  /** 18 characters. */
  readonly idNumber: string;
  readonly name: string;
  readonly unitNo: string;
  /** Kind of insurance by `aae140`. */
  readonly insurance: string;
  readonly status: EnrolmentStatus;
  /** The first day of what is known. */
  readonly startedOn: LocalDate | null;
  /** The last day of what is known; null while the enrolment is open. */
  readonly endedOn: LocalDate | null;
  /** The month that the row speaks of (费款所属期). */
  readonly month: Month | null;
}

const words = (text: string): string[] => text.split(' ');

const FIELDS: readonly FieldSpec<PersonField>[] = [
  { field: 'sequence', label: '序号', synonyms: words('序 No No. 行号'), role: 'sequence' },
  // Named only so that no other field takes its column: a person is known by the identity number.
  { field: 'personNo', label: '个人编号', personal: true, synonyms: words('人员编号 个人社保编号 个人管理码 个人电脑号 aac001') },
  { field: 'name', label: '姓名', personal: true, synonyms: words('职工姓名 人员姓名 参保人姓名 劳动者姓名 aac003') },
  {
    field: 'idNumber',
    label: '证件号码',
    personal: true,
    synonyms: words(
      '身份证号码 身份证号 身份证 公民身份号码 社会保障号码 社会保障号 身份证件号码 有效证件号码 居民身份证号 证件号 社保号 aac002 aac147',
    ),
    required: true,
  },
  {
    field: 'unitNo',
    label: '单位编号',
    synonyms: words('单位编码 参保单位编号 单位社保编号 社保单位编号 单位管理码 缴费单位编码 单位ID aab001 aab999'),
    required: true,
  },
  {
    field: 'unitName',
    label: '单位名称',
    synonyms: words('参保单位名称 参保单位 缴费单位名称 用人单位名称 用人单位 企业名称 aae044 aab004 aab069'),
    role: 'name',
  },
  { field: 'insurance', label: '险种', synonyms: words('险种类型 险种名称 险种代码 aae140'), required: true },
  {
    field: 'status',
    label: '参保状态',
    synonyms: words('人员参保状态 个人参保状态 缴费状态 人员状态 参保情况 aac031 aac008'),
    required: true,
  },
  {
    field: 'startedOn',
    label: '参保日期',
    synonyms: words('参保时间 开始年月 开始日期 本次参保日期 aae041 aac030'),
    not: words('首次 结束 终止'),
  },
  { field: 'endedOn', label: '结束年月', synonyms: words('终止年月 终止日期 结束日期 停保日期 停保时间 减员日期 aae042') },
  { field: 'month', label: '费款所属期', synonyms: words('所属期 最大做账期号 年月 aae003') },
];

/** The export by person as a kind of sheet. The column of the insurance is asked for: without it nobody can tell who counts. */
export const enrolmentPersonSheet: SheetKind<EnrolmentPersonSheetRow, PersonField> = {
  name: 'enrolment-person',
  label: '人员参保信息',
  fields: FIELDS,
  readRow,
};

function readRow(cells: RowCells<PersonField>): EnrolmentPersonSheetRow | null {
  const idNumber = cells.require('idNumber', readIdNumberCell);
  const unitNo = cells.require('unitNo', readIdentifier);
  const insurance = cells.require('insurance', readInsurance);
  const status = cells.require('status', readStatus);
  const startedOn = cells.read('startedOn', readDate);
  const endedOn = cells.read('endedOn', readOpenEnd);
  if (idNumber === null || unitNo === null || insurance === null || status === null) return null;
  return {
    idNumber: idNumber.number,
    name: cells.read('name', readPersonName) ?? '',
    unitNo,
    insurance,
    status,
    startedOn: startedOn?.date ?? null,
    endedOn,
    month: cells.read('month', readMonth),
  };
}

/** Systems write 999912 or 209912 for an end that is not known yet. */
const readOpenEnd: CellReader<LocalDate> = (cell) => {
  if (cell === null || /^(9999|2099)/.test(squeeze(cellText(cell)))) return saysNothing();
  const { value, issues } = readDate(cell);
  return value?.latest ? says(value.latest, ...issues) : saysNothing(...issues);
};
