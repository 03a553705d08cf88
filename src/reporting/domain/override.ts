import { Problem } from '../../kernel/index.js';
import { addressText, cellAt, columnOf, type CellAddress, type CellValue, type FormRow, type ReportForms } from './cell.js';

/** A person's value in place of the system's. Both are kept and shown. */
export interface Override {
  readonly address: CellAddress;
  readonly value: CellValue;
  /** What the system said when the override was made. */
  readonly systemValue: CellValue;
  readonly reason: string;
  readonly madeBy: string;
  readonly madeAt: Date;
}

/** An override beside the system's value of the moment. */
export interface JudgedOverride extends Override {
  /** Null also where the row is gone: see `rowGone`. */
  readonly systemNow: CellValue;
  /** The system says something else than when the override was made: a person should look again. */
  readonly systemChanged: boolean;
  /** The row is no longer in the report: the override stays, without effect, in case it comes back. */
  readonly rowGone: boolean;
}

export const judgeOverrides = (overrides: readonly Override[], system: ReportForms): JudgedOverride[] =>
  overrides.map((override) => {
    const now = cellAt(system, override.address);
    return {
      ...override,
      systemNow: now ?? null,
      systemChanged: now !== undefined && now !== override.systemValue,
      rowGone: now === undefined,
    };
  });

/** The forms with the persons' values in place. */
export function applyOverrides(system: ReportForms, overrides: readonly Pick<Override, 'address' | 'value'>[]): ReportForms {
  const values = new Map(overrides.map(({ address, value }) => [addressText(address), value]));
  if (values.size === 0) return system;
  return Object.fromEntries(
    Object.entries(system).map(([form, rows]) => [form, rows.map((row) => overrideRow(form as CellAddress['form'], row, values))]),
  );
}

function overrideRow(form: CellAddress['form'], row: FormRow, values: ReadonlyMap<string, CellValue>): FormRow {
  const cells = Object.entries(row.cells).map(([field, value]) => {
    const address = addressText({ form, row: row.key, field });
    return [field, values.has(address) ? (values.get(address) ?? null) : value] as const;
  });
  return { ...row, cells: Object.fromEntries(cells) };
}

const MAX_TEXT = 2000;

/** The value as the form takes it. Throws Problem `override-value-invalid`. */
export function readOverrideValue(address: CellAddress, value: CellValue): CellValue {
  const column = columnOf(address);
  if (!column) throw invalid('没有这一栏，请刷新报表后重试。', address);
  if (value === null) return column.kind === 'text' ? '' : null;
  if (column.kind === 'count') return readCount(value, address);
  const words = String(value).trim();
  if (column.kind === 'rate' && !/^(\d{1,2}\.\d{2}|100\.00)$/.test(words))
    throw invalid('覆盖率请写成 0.00 至 100.00 之间、带两位小数的数。', address);
  if (column.kind === 'answer' && words !== '是' && words !== '否') throw invalid('请填写“是”或“否”。', address);
  if (words.length > MAX_TEXT) throw invalid(`内容不能超过 ${MAX_TEXT} 个字。`, address);
  return words;
}

function readCount(value: string | number, address: CellAddress): number {
  const number = typeof value === 'number' ? value : /^\d+$/.test(value.trim()) ? Number(value.trim()) : Number.NaN;
  if (!Number.isSafeInteger(number) || number < 0) throw invalid('请填写不小于 0 的整数。', address);
  return number;
}

const invalid = (message: string, address: CellAddress): Problem =>
  new Problem('invalid', 'override-value-invalid', message, { ...address });

/** Throws Problem `reason-missing` where there is nothing but blanks. */
export function demandReason(reason: string, purpose: string): string {
  const words = reason.trim();
  if (words !== '') return words;
  throw new Problem('invalid', 'reason-missing', `${purpose}必须写明理由，请填写后重试。`);
}
