import type { DatePrecision } from '../../intake/domain/index.js';
import { maskIdNumber, maskName, type LocalDate } from '../../kernel/index.js';

/** A disease case as 附件3 tells it. Holds personal data: sealed wherever it is kept. */
export interface DiseaseCase {
  readonly countyCode: string;
  readonly name: string;
  readonly sex: string;
  /** 18 characters. */
  readonly idNumber: string;
  readonly employerName: string;
  /** As the form shall show it. */
  readonly diseaseText: string;
  /** The name in the catalogue of occupational diseases, else the text itself. */
  readonly diseaseName: string;
  readonly stage: string | null;
  /** The first day that the stated date can mean. */
  readonly diagnosedOn: LocalDate;
  readonly diagnosedPrecision: DatePrecision;
  /** Dates as precise as they are known, `YYYY-MM-DD`, `YYYY-MM` or what was typed; empty where there is none yet. */
  readonly diagnosedText: string;
  readonly recognisedText: string;
  readonly assessedText: string;
  readonly insured: string;
  readonly receivesBenefits: string;
  readonly remark: string;
}

const COMPARED = [
  ['name', '姓名'],
  ['sex', '性别'],
  ['employerName', '职业病发病所在单位'],
  ['diseaseText', '职业病诊断病种'],
  ['diagnosedText', '职业病诊断时间'],
  ['recognisedText', '工伤认定时间'],
  ['assessedText', '劳动能力鉴定时间'],
  ['insured', '是否参保'],
  ['receivesBenefits', '是否领取工伤待遇'],
  ['remark', '备注'],
] as const satisfies readonly (readonly [keyof DiseaseCase, string])[];

export const isChangedCase = (before: DiseaseCase, after: DiseaseCase): boolean =>
  COMPARED.some(([field]) => before[field] !== after[field]);

/** What a case said and says, in the words of 附件3; names are masked. */
export const caseChanges = (
  before: DiseaseCase,
  after: DiseaseCase,
): { readonly label: string; readonly from: string; readonly to: string }[] =>
  COMPARED.filter(([field]) => before[field] !== after[field]).map(([field, label]) => {
    const words = (text: string): string => (field === 'name' ? maskName(text) : text);
    return { label, from: words(before[field]), to: words(after[field]) };
  });

/** Enough for whoever has the form at hand to find the case: 张* 152801********1231 尘肺病. */
export const maskedCase = ({ name, idNumber, diseaseName }: DiseaseCase): string =>
  `${maskName(name)} ${maskIdNumber(idNumber)} ${diseaseName}`;
