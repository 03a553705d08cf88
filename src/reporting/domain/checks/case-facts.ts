import { readIdNumber, type IdNumber } from '../../../kernel/index.js';
import type { FormRow } from '../cell.js';
import { readStatedDate, type StatedDate } from './stated-date.js';

/** A row of 附件3 as checks look at it. Null dates: not yet. */
export interface CaseFacts {
  readonly key: string;
  readonly person: IdNumber | null;
  readonly sex: string;
  readonly employer: string;
  readonly disease: string;
  readonly diagnosed: StatedDate | null;
  readonly recognised: StatedDate | null;
  readonly assessed: StatedDate | null;
  readonly insured: string;
  readonly receivesBenefits: string;
  readonly remark: string;
}

export const wordsOf = ({ cells }: FormRow, field: string): string => String(cells[field] ?? '').trim();

export function caseFacts(row: FormRow): CaseFacts {
  const words = (field: string): string => wordsOf(row, field);
  const id = readIdNumber(words('idNumber'));
  return {
    key: row.key,
    person: id.ok ? id.value : null,
    sex: words('sex'),
    employer: words('employer'),
    disease: words('disease'),
    diagnosed: readStatedDate(words('diagnosedOn')) ?? null,
    recognised: readStatedDate(words('recognisedOn')) ?? null,
    assessed: readStatedDate(words('assessedOn')) ?? null,
    insured: words('insured'),
    receivesBenefits: words('receivesBenefits'),
    remark: words('remark'),
  };
}
