import { maskName } from '../../cases/domain/index.js';
import { maskIdNumber } from '../../kernel/index.js';
import { columnOf, type CellAddress, type CellValue, type FormRow } from './cell.js';

/** A cell as screens show it: names and ID numbers masked, everything else as it is. The forms themselves are downloaded in the clear. */
export function maskedValue(address: Pick<CellAddress, 'form' | 'field'>, value: CellValue): CellValue {
  const personal = columnOf(address)?.personal;
  if (personal === undefined || typeof value !== 'string') return value;
  return personal === 'name' ? maskName(value) : maskIdNumber(value);
}

export const maskedRow = (form: CellAddress['form'], { cells, ...row }: FormRow): FormRow => ({
  ...row,
  cells: Object.fromEntries(Object.entries(cells).map(([field, value]) => [field, maskedValue({ form, field }, value)])),
});
