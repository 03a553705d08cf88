import type { RegistryLine } from './model.js';
import type { RegistryField } from './registry-sheet-fields.js';

type Said = Exclude<RegistryField, 'sequence' | 'name' | 'headcount' | 'countyText'>;

/** What a line takes from each column. 备注 decides more than its own text. */
const TAKEN: Readonly<Record<Said, readonly (keyof RegistryLine)[]>> = {
  industry: ['industryCode', 'industryText'],
  address: ['address'],
  contact: ['contact'],
  phones: ['phones'],
  remark: ['remark', 'proposal', 'suspended', 'statedHeadcount', 'insuredElsewhere'],
  creditCode: ['creditCode'],
  legalRepresentative: ['legalRepresentative'],
  businessScope: ['businessScope'],
  dustExposedHeadcount: ['dustExposedHeadcount'],
};

/**
 * A line of a hand-over whose sheet lacks some columns, beside the line before it: a column that is not there says nothing, so that what was known
 * stays known. 附件2 as the Rules print it has no 统一社会信用代码, 法人代表 or 接尘人数, which the county's own layout of last year may have had. A column that
 * is there and empty says that there is nothing; what a correction or a note behind the name says without a column is taken.
 */
export function withUnsaid(line: RegistryLine, before: RegistryLine | null | undefined, columns: ReadonlySet<string>): RegistryLine {
  if (!before) return line;
  const kept = Object.entries(TAKEN)
    .filter(([column, taken]) => !columns.has(column) && taken.every((field) => isNothing(line[field])))
    .flatMap(([, taken]) => taken.map((field) => [field, before[field]] as const));
  return { ...line, ...Object.fromEntries(kept) };
}

const isNothing = (value: RegistryLine[keyof RegistryLine]): boolean => value === null || value === '' || value === false;
