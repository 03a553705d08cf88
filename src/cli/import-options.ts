import { InvalidArgumentError } from 'commander';
import type { CorrectionInput, SettingsChange } from '../intake/index.js';

interface Setting {
  readonly sheet: string;
  readonly headerRow?: number;
  readonly fields?: Readonly<Record<number, string | null>>;
}

/** `Sheet1=3`: the header of the sheet begins on row 3. */
export function headerOption(text: string, before: readonly Setting[] = []): Setting[] {
  const [, sheet, row] = /^(.+)=(\d{1,7})$/.exec(text) ?? [];
  if (sheet === undefined) throw new InvalidArgumentError('');
  return [...before, { sheet, headerRow: Number(row) }];
}

/** `Sheet1:E=headcount` or, counted from 0, `Sheet1:4=headcount`: the column holds the field; `Sheet1:E=` leaves it out. */
export function mapOption(text: string, before: readonly Setting[] = []): Setting[] {
  const [, sheet, column, field] = /^(.+):([A-Za-z]{1,3}|\d{1,5})=(\w*)$/.exec(text) ?? [];
  if (sheet === undefined || column === undefined) throw new InvalidArgumentError('');
  return [...before, { sheet, fields: { [columnIndex(column)]: field === undefined || field === '' ? null : field } }];
}

/** `insurance=410`: the field is this in every row. */
export function setOption(text: string, before: readonly CorrectionInput[] = []): CorrectionInput[] {
  const [, field, to] = /^(\w+)=(.*)$/s.exec(text) ?? [];
  if (field === undefined || to === undefined) throw new InvalidArgumentError('');
  return [...before, { scope: 'column', field, to }];
}

/** The settings of both options by sheet; undefined where there are none. */
export function settingsOf(settings: readonly Setting[]): SettingsChange | undefined {
  if (settings.length === 0) return undefined;
  const bySheet = new Map<string, Omit<Setting, 'sheet'>>();
  for (const { sheet, ...own } of settings) {
    const earlier = bySheet.get(sheet) ?? {};
    const fields = own.fields || earlier.fields ? { fields: { ...earlier.fields, ...own.fields } } : {};
    bySheet.set(sheet, { ...earlier, ...own, ...fields });
  }
  return Object.fromEntries(bySheet);
}

const LETTERS = 26;

/** A is 0, Z 25, AA 26. */
function columnIndex(column: string): number {
  if (/^\d/.test(column)) return Number(column);
  const ordinal = (letter: string): number => letter.toUpperCase().charCodeAt(0) - 'A'.charCodeAt(0) + 1;
  return [...column].reduce((sum, letter) => sum * LETTERS + ordinal(letter), 0) - 1;
}
