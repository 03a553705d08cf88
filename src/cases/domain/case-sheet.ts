import { squeeze } from '../../kernel/index.js';
import {
  cellText,
  isBlankText,
  readAnswer,
  readDate,
  readIdentifier,
  readIdNumberCell,
  readOrganisationName,
  readPersonName,
  readText,
  says,
  saysNothing,
  warning,
  type Answer,
  type CellReader,
  type DateValue,
  type RowCells,
  type SheetKind,
} from '../../intake/domain/index.js';
import { CASE_FIELDS, type CaseField } from './case-sheet-fields.js';
import { readDisease, type DiseaseReading } from './disease-names.js';

export type Sex = '男' | '女';

/** A row of 附件3《职业病人员统计情况表》. Holds personal data. */
export interface CaseSheetRow {
  readonly sequence: string | null;
  readonly name: string;
  readonly sex: Sex | null;
  /** 18 characters. */
  readonly idNumber: string;
  readonly employerName: string | null;
  readonly disease: DiseaseReading;
  readonly diagnosedOn: DateValue;
  readonly recognisedOn: DateValue;
  readonly assessedOn: DateValue;
  readonly insured: Answer | null;
  readonly receivesBenefits: Answer | null;
  readonly remark: string | null;
}

/** 附件3 as a kind of sheet. */
export const caseSheet: SheetKind<CaseSheetRow, CaseField> = {
  name: 'cases',
  label: '职业病人员统计情况表（附件3）',
  fields: CASE_FIELDS,
  readRow,
};

function readRow(cells: RowCells<CaseField>): CaseSheetRow | null {
  const name = cells.require('name', readPersonName);
  const id = cells.require('idNumber', readIdNumberCell);
  const diagnosedOn = cells.read('diagnosedOn', readDate);
  const recognisedOn = cells.read('recognisedOn', readDate);
  const assessedOn = cells.read('assessedOn', readDate);
  const sex = cells.read('sex', readSex);
  const disease = readDisease(cells.read('disease', readText) ?? '');
  if (diagnosedOn?.date === null)
    cells.fail('diagnosedOn', 'diagnosed-on-missing', '缺少职业病诊断时间，病例按诊断时间统计，请补填后重新上传。');
  if (name === null || id === null || !diagnosedOn || !recognisedOn || !assessedOn) return null;
  checkDisease(cells, disease);
  checkOrder(cells, { diagnosedOn, recognisedOn, assessedOn });
  if (sex !== null && sex !== id.sex) cells.warn('sex', 'sex-contradicts-id', '性别与身份证号码第 17 位不一致，请对照证件核对。');
  return {
    sequence: cells.read('sequence', readIdentifier),
    name,
    sex,
    idNumber: id.number,
    employerName: cells.read('employerName', readOrganisationName),
    disease,
    diagnosedOn,
    recognisedOn,
    assessedOn,
    insured: cells.read('insured', readAnswer),
    receivesBenefits: cells.read('receivesBenefits', readAnswer),
    remark: cells.read('remark', readText),
  };
}

function checkDisease(cells: RowCells<CaseField>, disease: DiseaseReading): void {
  if (disease.name === null) cells.warn('disease', 'disease-unlisted', '诊断病种未填写或不是职业病目录中的名称，请按诊断证明书填写。');
  if (disease.pneumoconiosis && disease.stage === null)
    cells.warn('disease', 'stage-missing', '尘肺病没有写明期别，请补填壹期、贰期或叁期。');
}

/** 诊断 → 工伤认定 → 劳动能力鉴定; dates known only to the month or year are compared as intervals. A progressed stage can explain an odd order. */
function checkOrder(cells: RowCells<CaseField>, dates: Pick<CaseSheetRow, 'diagnosedOn' | 'recognisedOn' | 'assessedOn'>): void {
  const { diagnosedOn, recognisedOn, assessedOn } = dates;
  if (isAfter(diagnosedOn, recognisedOn)) {
    cells.warn('recognisedOn', 'recognised-before-diagnosed', '工伤认定时间早于职业病诊断时间，请核对；属晋期、复查或补诊的请在备注说明。');
  }
  if (isAfter(recognisedOn, assessedOn)) {
    cells.warn('assessedOn', 'assessed-before-recognised', '劳动能力鉴定时间早于工伤认定时间，请核对；属复查鉴定的请在备注说明。');
  }
}

const isAfter = (first: DateValue, second: DateValue): boolean =>
  first.date !== null && second.latest !== null && first.date > second.latest;

const readSex: CellReader<Sex> = (cell) => {
  const text = squeeze(cellText(cell)).toLowerCase();
  if (/^(男|男性|1|m|male)$/.test(text)) return says('男');
  if (/^(女|女性|2|f|female)$/.test(text)) return says('女');
  return isBlankText(text) ? saysNothing() : saysNothing(warning('sex-unreadable', '性别应填写“男”或“女”。'));
};
