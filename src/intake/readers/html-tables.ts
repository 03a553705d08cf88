import type { CellValue, MergedRange, SheetRow } from '../domain/index.js';
import { MOST_COLUMNS, rowWithinLimits } from './limits.js';
import { attribute, decodeEntities, markupTokens, type MarkupToken } from './markup.js';

const CELLS = new Set(['td', 'th']);
/** Elements that end a line of text. */
const LINE_ENDS = new Set(['br', 'p', 'div', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
const MOST_SPANNED_ROWS = 65_534;

interface Spanning {
  readonly top: number;
  readonly left: number;
  readonly right: number;
  readonly rows: number;
}

/** A table that is being read. */
interface Table {
  /** Rows that a cell further up still covers, by column. */
  readonly covered: number[];
  readonly spanning: Spanning[];
  /** The row that is open; null between rows. */
  cells: CellValue[] | null;
  hidden: boolean;
  column: number;
  cell: { text: string; readonly columns: number; readonly rows: number } | null;
}

type Tag = Exclude<MarkupToken, { readonly kind: 'text' }>;

/** Reads the tables of a page. A table within a cell is taken for layout: its rows stand on their own, below what the cell held so far. */
export class HtmlTables {
  private readonly open: Table[] = [];
  private done: SheetRow[] = [];
  private number = 0;

  constructor(private readonly onMerge: (range: MergedRange) => void) {}

  *rows(source: string): Generator<SheetRow> {
    for (const token of markupTokens(source)) {
      if (token.kind === 'text') this.text(token.literal ? token.text : decodeEntities(token.text));
      else this.tag(token);
      if (this.done.length > 0) yield* this.taken();
    }
    while (this.open.length > 0) this.endTable();
    yield* this.taken();
  }

  private taken(): SheetRow[] {
    const rows = this.done;
    this.done = [];
    return rows;
  }

  private text(text: string): void {
    const cell = this.open.at(-1)?.cell;
    if (cell) cell.text += text.replace(/\s+/g, ' ');
  }

  private tag({ kind, name, attributes }: Tag): void {
    const closes = kind === 'close';
    const table = this.open.at(-1);
    if (name === 'table' && closes) this.endTable();
    else if (name === 'table') this.startTable();
    else if (!table) return;
    else if (name === 'tr' && closes) this.endRow(table);
    else if (name === 'tr') this.startRow(table, attributes);
    else if (CELLS.has(name) && closes) this.endCell(table);
    else if (CELLS.has(name)) this.startCell(table, attributes);
    else if (table.cell && LINE_ENDS.has(name)) table.cell.text += '\n';
  }

  private startTable(): void {
    const outer = this.open.at(-1);
    if (outer?.cells) this.flush(outer, outer.cell?.text);
    this.open.push({ covered: [], spanning: [], cells: null, hidden: false, column: 0, cell: null });
  }

  private endTable(): void {
    const table = this.open.pop();
    if (!table) return;
    this.endRow(table);
    for (const { top, left, right, rows } of table.spanning) {
      this.merge({ top, left, bottom: Math.min(top + rows - 1, Math.max(top, this.number)), right });
    }
  }

  private startRow(table: Table, attributes: string): void {
    this.endRow(table);
    table.cells = [];
    table.hidden = /display\s*:\s*none/i.test(attribute(attributes, 'style') ?? '');
    table.column = 0;
  }

  private endRow(table: Table): void {
    this.endCell(table);
    if (!table.cells) return;
    this.number++;
    this.emit(table.cells, table.hidden);
    table.cells = null;
    for (const [column, rows] of table.covered.entries()) table.covered[column] = Math.max(0, rows - 1);
  }

  private startCell(table: Table, attributes: string): void {
    this.endCell(table);
    if (!table.cells) this.startRow(table, '');
    while ((table.covered[table.column] ?? 0) > 0) table.column++;
    table.cell = {
      text: '',
      columns: span(attributes, 'colspan', MOST_COLUMNS),
      rows: span(attributes, 'rowspan', MOST_SPANNED_ROWS),
    };
  }

  private endCell(table: Table): void {
    const { cell, cells, column } = table;
    if (!cell || !cells) return;
    while (cells.length < column) cells.push(null);
    cells[column] = cellText(cell.text);
    table.cell = null;
    table.column = column + cell.columns;
    for (let i = column; i < table.column; i++) table.covered[i] = cell.rows;
    this.span(table, column, cell);
  }

  private span(table: Table, left: number, { columns, rows }: { readonly columns: number; readonly rows: number }): void {
    const top = this.number + 1;
    const right = left + columns - 1;
    if (rows > 1) table.spanning.push({ top, left, right, rows });
    else if (columns > 1) this.merge({ top, left, bottom: top, right });
  }

  /** What an outer row holds before a table within it. */
  private flush(table: Table, text: string | undefined): void {
    const cells = table.cells ?? [];
    if (text !== undefined) {
      while (cells.length < table.column) cells.push(null);
      cells[table.column] = cellText(text);
    }
    if (cells.some((cell) => cell !== null)) {
      this.number++;
      this.emit(cells, table.hidden);
    }
    table.cells = [];
    if (table.cell) table.cell.text = '';
  }

  private emit(cells: readonly CellValue[], hidden: boolean): void {
    const row = rowWithinLimits(this.number, cells, hidden);
    if (row) this.done.push(row);
  }

  private merge(range: MergedRange): void {
    if (range.bottom > range.top || range.right > range.left) this.onMerge(range);
  }
}

function span(attributes: string, name: string, most: number): number {
  const count = Number.parseInt(attribute(attributes, name) ?? '1', 10);
  return count >= 1 ? Math.min(count, most) : 1;
}

/** The lines of a cell; a cell without any is empty. */
function cellText(text: string): string | null {
  const lines = text.split('\n').map((line) => line.replace(/[ \u00a0]+/g, ' ').trim());
  const whole = lines.join('\n').trim();
  return whole === '' ? null : whole;
}
