import type { DatePrecision } from '../../intake/domain/index.js';
import type { LocalDate } from '../../kernel/index.js';

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
  'name',
  'sex',
  'employerName',
  'diseaseText',
  'diagnosedText',
  'recognisedText',
  'assessedText',
  'insured',
  'receivesBenefits',
  'remark',
] as const satisfies readonly (keyof DiseaseCase)[];

export const isChangedCase = (before: DiseaseCase, after: DiseaseCase): boolean => COMPARED.some((field) => before[field] !== after[field]);
