import type { LocalDate } from '../../kernel/index.js';
import { formDate } from './cell-text.js';
import { fillForm } from './fill-form.js';

/** A line of 附件2, as the form shows it. */
export interface Annex2Row {
  /** 所属行业 */
  readonly industry: string;
  readonly name: string;
  readonly address: string;
  /** 职工人数: a number, or the words of the hand-over where they are not one ("约30"). */
  readonly headcount: string | number | null;
  readonly contact: string;
  readonly phone: string;
  readonly remark: string;
}

/** 附件2 《尘肺病重点行业企业信息一览表》. */
export interface Annex2Form {
  /** With its suffix: 巴彦淖尔市. */
  readonly cityName: string;
  readonly reportingUnit: string;
  /** 填报时间 */
  readonly filledOn: LocalDate;
  readonly rows: readonly Annex2Row[];
  readonly departmentHead?: string;
  readonly filledBy?: string;
  readonly phone?: string;
}

/** Makes the workbook; the same form gives the same bytes. Throws Problem `form-cell-too-long`, `form-template-missing` or `form-template-invalid`. */
export async function fillAnnex2(templatesDir: string, form: Annex2Form): Promise<Buffer> {
  const fields = {
    cityName: form.cityName,
    reportingUnit: form.reportingUnit,
    filledOn: formDate(form.filledOn),
    departmentHead: form.departmentHead ?? null,
    filledBy: form.filledBy ?? null,
    phone: form.phone ?? null,
  };
  const rows = form.rows.map((row) => ({ ...row }));
  return fillForm({ templatesDir, file: 'annex2.xlsx', madeOn: form.filledOn, madeBy: form.reportingUnit, sheets: [{ fields, rows }] });
}
