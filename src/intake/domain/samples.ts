import { maskIdNumber, maskName, maskPhone } from '../../kernel/index.js';
import { cellText } from './cells/index.js';
import type { SheetKind } from './sheet-kind.js';
import type { SheetRow } from './workbook.js';

/** Values shown beside a column, so that a person sees what it holds. */
const SAMPLES = 3;
/** Where a column has fewer different values among so many rows, fewer are shown. */
const SAMPLED_ROWS = 300;
const LONGEST = 40;

/** Picks the first different values of each column as the rows of a table go by. */
export class SampleCollector {
  private readonly byColumn = new Map<number, string[]>();
  private rows = 0;

  add({ cells }: SheetRow): void {
    if (this.rows >= SAMPLED_ROWS) return;
    this.rows++;
    for (const [index, cell] of cells.entries()) {
      const text = cellText(cell).trim().slice(0, LONGEST);
      if (text === '') continue;
      const samples = this.byColumn.get(index) ?? [];
      if (samples.length < SAMPLES && !samples.includes(text)) this.byColumn.set(index, [...samples, text]);
    }
  }

  of(column: number): readonly string[] {
    return this.byColumn.get(column) ?? [];
  }
}

/** The first character, and how long it is; an identity number as everywhere: enough to see whether a column holds names or numbers. */
export const maskText = (text: string): string => (ID_NUMBER.test(text) ? maskIdNumber(text) : maskName(text));

const ID_NUMBER = /^(\d{15}|\d{17}[\dXx])$/;

/** What looks like an identity number or a mobile phone's, in whatever column it stands. */
const PERSONAL_NUMBER = /\d{6}(?:19|20)\d{9}[\dXx]|(?<!\d)1[3-9]\d{9}(?!\d)/g;
const maskNumbers = (text: string): string =>
  text.replace(PERSONAL_NUMBER, (number) => (number.length === 11 ? maskPhone(number) : maskIdNumber(number)));

/** How a value of a field may be shown: `field` null for a column that is not read. */
export function maskerOf({ fields }: SheetKind<unknown>, holdsPersonalData: boolean): (field: string | null, text: string) => string {
  const personal = new Set(fields.filter((spec) => spec.personal || (holdsPersonalData && spec.role === 'name')).map(({ field }) => field));
  const plain = new Set(fields.map(({ field }) => field).filter((field) => !personal.has(field)));
  return (field, text) => {
    const known = field === null ? !holdsPersonalData : plain.has(field);
    return known ? maskNumbers(text) : maskText(text);
  };
}
