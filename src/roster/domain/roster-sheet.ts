import type { LocalDate } from '../../kernel/index.js';
import {
  cellText,
  isBlankText,
  readAnswer,
  readCreditCodeCell,
  readDate,
  readIdNumberCell,
  readOrganisationName,
  readPersonName,
  readText,
  says,
  saysNothing,
  type Answer,
  type CellReader,
  type FieldSpec,
  type RowCells,
  type SheetKind,
} from '../../intake/domain/index.js';

export type RosterField =
  | 'sequence'
  | 'unitName'
  | 'creditCode'
  | 'countyText'
  | 'name'
  | 'idNumber'
  | 'post'
  | 'joinedOn'
  | 'leftOn'
  | 'contract'
  | 'preEmploymentExam'
  | 'inServiceExam'
  | 'leavingExam';

/** A row of an enterprise's named roster (职工花名册, 实名制). */
export interface RosterSheetRow {
  readonly unitName: string;
  readonly creditCode: string | null;
  /** The row's own 旗县区, where the sheet has such a column. */
  readonly countyText: string | null;
  readonly name: string;
  /** 18 characters. */
  readonly idNumber: string;
  readonly post: string;
  /** The first day of what is known; null: there from the beginning. */
  readonly joinedOn: LocalDate | null;
  /** The last day of what is known; null: still there. */
  readonly leftOn: LocalDate | null;
  /** 是, 否, 办理中 or empty. */
  readonly contract: string;
  /** 职业健康体检 岗前, 在岗, 离岗: when, as precise as it is known, or whether; empty where the sheet does not say. */
  readonly preEmploymentExam: string;
  readonly inServiceExam: string;
  readonly leavingExam: string;
}

const words = (text: string): string[] => text.split(' ');

const FIELDS: readonly FieldSpec<RosterField>[] = [
  { field: 'sequence', label: '序号', synonyms: words('编号 序 No No. 行号'), role: 'sequence' },
  {
    field: 'unitName',
    label: '用人单位',
    synonyms: words('单位名称 单位 企业名称 用人单位名称 所在单位 工作单位 所属单位 公司名称 企业'),
    required: true,
    not: words('派遣 参保 体检'),
    role: 'name',
  },
  { field: 'creditCode', label: '统一社会信用代码', synonyms: words('社会信用代码 信用代码 统一信用代码') },
  { field: 'countyText', label: '旗县区', synonyms: words('旗县 县区 所在旗县 所属旗县区 行政区划 所属地区') },
  { field: 'name', label: '姓名', personal: true, synonyms: words('职工姓名 员工姓名 人员姓名 劳动者姓名'), required: true },
  {
    field: 'idNumber',
    label: '身份证号码',
    personal: true,
    synonyms: words('身份证号 身份证 证件号码 证件号 公民身份号码 身份证件号码 居民身份证号 社会保障号码'),
    required: true,
  },
  { field: 'post', label: '工作岗位', synonyms: words('岗位 岗位名称 工种 职务 岗位（工种）'), not: words('岗前 在岗 离岗 体检') },
  { field: 'joinedOn', label: '入职时间', synonyms: words('入职日期 到岗时间 上岗时间 进厂时间 参加工作时间 用工起始时间 入厂时间') },
  { field: 'leftOn', label: '离职时间', synonyms: words('离职日期 离岗时间 解除合同时间 退出时间 用工终止时间 离厂时间'), not: ['体检'] },
  { field: 'contract', label: '是否签订劳动合同', synonyms: words('劳动合同 合同 签订合同 劳动合同签订情况 合同签订') },
  {
    field: 'preEmploymentExam',
    label: '岗前体检',
    synonyms: words('上岗前体检 岗前 上岗前 岗前职业健康检查 上岗前职业健康检查 岗前体检时间'),
  },
  {
    field: 'inServiceExam',
    label: '在岗体检',
    synonyms: words('在岗期间体检 在岗 在岗期间 在岗职业健康检查 在岗期间职业健康检查 在岗体检时间'),
  },
  { field: 'leavingExam', label: '离岗体检', synonyms: words('离岗时体检 离岗 离岗时 离岗职业健康检查 离岗时职业健康检查 离岗体检时间') },
];

/** The named roster as a kind of sheet. */
export const rosterSheet: SheetKind<RosterSheetRow, RosterField> = {
  name: 'roster',
  label: '职工花名册（实名制）',
  fields: FIELDS,
  readRow,
};

function readRow(cells: RowCells<RosterField>): RosterSheetRow | null {
  const unitName = cells.require('unitName', readOrganisationName);
  const name = cells.require('name', readPersonName);
  const idNumber = cells.require('idNumber', readIdNumberCell);
  const joinedOn = cells.read('joinedOn', readDate)?.date ?? null;
  const leftOn = cells.read('leftOn', readDate)?.latest ?? null;
  if (joinedOn !== null && leftOn !== null && leftOn < joinedOn) {
    cells.fail('leftOn', 'left-before-joined', '离职时间早于入职时间，请核对这两个日期。');
  }
  if (unitName === null || name === null || idNumber === null) return null;
  return {
    unitName,
    name,
    idNumber: idNumber.number,
    joinedOn,
    leftOn,
    creditCode: cells.read('creditCode', readCreditCodeCell),
    countyText: cells.read('countyText', readText),
    post: cells.read('post', readText)?.slice(0, LONGEST_POST) ?? '',
    contract: cells.read('contract', readStated) ?? '',
    preEmploymentExam: cells.read('preEmploymentExam', readStated) ?? '',
    inServiceExam: cells.read('inServiceExam', readStated) ?? '',
    leavingExam: cells.read('leavingExam', readStated) ?? '',
  };
}

const LONGEST_POST = 100;
const ANSWERS: Readonly<Record<Answer, string>> = { yes: '是', no: '否', pending: '办理中' };
const SHOWN = { day: 10, month: 7, year: 4 } as const;

/** Whether or when: a yes or no, else a date as precise as it is known. */
const readStated: CellReader<string> = (cell) => {
  if (isBlankText(cellText(cell)) && cellText(cell).trim() !== '无') return saysNothing();
  const answer = readAnswer(cell);
  if (answer.value !== null) return says(ANSWERS[answer.value]);
  const { value, issues } = readDate(cell);
  const softened = issues.map((issue) => ({ ...issue, severity: 'warning' as const }));
  return value?.date && value.precision ? says(value.date.slice(0, SHOWN[value.precision]), ...softened) : saysNothing(...softened);
};
