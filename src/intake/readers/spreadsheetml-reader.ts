import { localDate } from '../../kernel/index.js';
import type { CellValue, MergedRange, SheetRow } from '../domain/index.js';
import { MOST_COLUMNS, rowWithinLimits } from './limits.js';
import { attribute, decodeEntities, type MarkupToken } from './markup.js';
import { unreadable } from './unreadable.js';
import { DEFAULT_LIMITS, exceeded } from './xlsx/limits.js';

export interface SpreadsheetMlSheet {
  readonly name: string;
  hidden: boolean;
  readonly merges: MergedRange[];
}

type Tag = Exclude<MarkupToken, { readonly kind: 'text' }>;

/** Takes the tokens of an XML workbook in turn; its sheets are complete once all are taken. */
export class SpreadsheetMlReader {
  readonly sheets: SpreadsheetMlSheet[] = [];
  private number = 0;
  private column = 0;
  private span = 0;
  private cells: CellValue[] = [];
  private hidden = false;
  private type = 'String';
  /** The text of the element that is being read, where it matters. */
  private text: string | null = null;

  /** The row that ended with the token, unless nothing is in it. */
  take(token: MarkupToken): SheetRow | null {
    if (token.kind !== 'text') return this.tag(token, token.name.slice(token.name.indexOf(':') + 1));
    if (this.text !== null) this.text += token.literal ? token.text : decodeEntities(token.text);
    return null;
  }

  private tag(tag: Tag, name: string): SheetRow | null {
    if (name === 'worksheet' && tag.kind === 'open') this.startSheet(tag);
    else if (name === 'row' && tag.kind !== 'close') this.startRow(tag);
    else if (name === 'row') return rowWithinLimits(this.number, this.cells, this.hidden);
    else if (name === 'cell') this.cell(tag);
    else if (name === 'data') this.data(tag);
    else if (name === 'visible') this.visible(tag);
    return null;
  }

  private startSheet({ attributes }: Tag): void {
    this.sheets.push({ name: attribute(attributes, 'name') ?? '', hidden: false, merges: [] });
    this.number = 0;
  }

  private startRow({ attributes }: Tag): void {
    this.number = whole(attributes, 'index', this.number + 1) + whole(attributes, 'span', 0);
    this.column = 0;
    this.cells = [];
    this.hidden = attribute(attributes, 'hidden') === '1';
  }

  private cell(tag: Tag): void {
    if (tag.kind !== 'close') this.startCell(tag);
    if (tag.kind !== 'open') this.column += 1 + this.span;
  }

  private startCell({ attributes }: Tag): void {
    this.column = whole(attributes, 'index', this.column + 1) - 1;
    this.span = whole(attributes, 'mergeacross', 0);
    const bottom = this.number + whole(attributes, 'mergedown', 0);
    if (this.span === 0 && bottom === this.number) return;
    this.sheets.at(-1)?.merges.push({ top: this.number, left: this.column, bottom, right: this.column + this.span });
  }

  private data(tag: Tag): void {
    if (tag.kind === 'open') {
      this.type = attribute(tag.attributes, 'type') ?? 'String';
      this.text = '';
    } else if (tag.kind === 'close' && this.text !== null) {
      if (this.column >= MOST_COLUMNS) throw exceeded('limit-columns', DEFAULT_LIMITS);
      while (this.cells.length < this.column) this.cells.push(null);
      this.cells[this.column] = valueOf(this.type, this.text);
      this.text = null;
    }
  }

  private visible({ kind }: Tag): void {
    const sheet = this.sheets.at(-1);
    if (kind === 'close' && sheet) sheet.hidden = this.text?.startsWith('SheetHidden') === true || this.text === 'SheetVeryHidden';
    this.text = kind === 'open' ? '' : null;
  }
}

function valueOf(type: string, text: string): CellValue {
  if (text === '') return null;
  if (type === 'Boolean') return text === '1';
  if (type === 'DateTime') return calendarDay(text) ?? text;
  if (type !== 'Number') return text;
  const number = Number(text);
  if (!Number.isFinite(number)) throw unreadable('workbook-damaged');
  return number;
}

/** The day of 2020-03-22T00:00:00.000; null for a time of day, which stands on the last day of 1899. */
function calendarDay(text: string): CellValue {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)T/.exec(text) ?? [];
  const date = Number(year) >= 1900 ? localDate(Number(year), Number(month), Number(day)) : null;
  return date?.ok ? { date: date.value } : null;
}

function whole(attributes: string, name: string, absent: number): number {
  const text = attribute(attributes, name);
  if (text === undefined) return absent;
  if (!/^\d{1,7}$/.test(text)) throw unreadable('workbook-damaged');
  return Number(text);
}
