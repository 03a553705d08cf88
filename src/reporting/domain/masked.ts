import { maskIdNumber, maskName } from '../../kernel/index.js';
import { columnOf, type CellAddress, type CellValue, type FormRow } from './cell.js';

/** A cell as screens show it: names and ID numbers masked, everything else as it is. */
export function maskedValue(address: Pick<CellAddress, 'form' | 'field'>, value: CellValue): CellValue {
  const personal = columnOf(address)?.personal;
  if (personal === undefined || typeof value !== 'string') return value;
  return personal === 'name' ? maskName(value) : maskIdNumber(value);
}

export const maskedRow = (form: CellAddress['form'], { cells, ...row }: FormRow): FormRow => ({
  ...row,
  cells: Object.fromEntries(Object.entries(cells).map(([field, value]) => [field, maskedValue({ form, field }, value)])),
});

/** How the masked edition of a file is called. */
export const maskedName = (fileName: string): string => fileName.replace(/\.xlsx$/, '（脱敏）.xlsx');
