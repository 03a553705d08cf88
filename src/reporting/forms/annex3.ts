import type { LocalDate } from '../../kernel/index.js';
import { fillForm } from './fill-form.js';

/** A line of 附件3: all texts as the form shows them, dates as precise as they are known (`2020-03`, `2020-03-22`). */
export interface Annex3Row {
  readonly name: string;
  readonly sex: string;
  readonly idNumber: string;
  /** 职业病发病所在单位 */
  readonly employer: string;
  /** 职业病诊断病种 */
  readonly disease: string;
  /** 职业病诊断时间 */
  readonly diagnosedOn: string;
  /** 工伤认定时间 */
  readonly recognisedOn: string;
  /** 劳动能力鉴定时间 */
  readonly assessedOn: string;
  /** 是否参保 */
  readonly insured: string;
  /** 是否领取工伤待遇 */
  readonly receivesBenefits: string;
  /** 备注; a case reported after its window carries 补报 here. */
  readonly remark: string;
}

/** 附件3 《职业病人员统计情况表》. Its three signatures are given by hand, so the form has no fields for them. */
export interface Annex3Form {
  readonly cityName: string;
  readonly reportingUnit: string;
  /** Not shown on the form; stands in the file's properties. */
  readonly filledOn: LocalDate;
  readonly rows: readonly Annex3Row[];
  /** Sentences below the foot. */
  readonly remarks?: readonly string[] | undefined;
}

/** Makes the workbook; the same form gives the same bytes. Throws Problem `form-cell-too-long`, `form-template-missing` or `form-template-invalid`. */
export async function fillAnnex3(templatesDir: string, form: Annex3Form): Promise<Buffer> {
  const fields = { cityName: form.cityName, reportingUnit: form.reportingUnit };
  const rows = form.rows.map((row) => ({ ...row }));
  return fillForm({
    templatesDir,
    file: 'annex3.xlsx',
    madeOn: form.filledOn,
    madeBy: form.reportingUnit,
    sheets: [{ fields, rows, remarks: form.remarks }],
  });
}
