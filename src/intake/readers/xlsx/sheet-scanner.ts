import type { CellValue, SheetRow } from '../../domain/index.js';
import { CellReader, type CellContext } from './cell-reader.js';
import { rowOf } from './cell-reference.js';
import { exceeded, type XlsxLimits } from './limits.js';
import type { MergeMap } from './merge-map.js';
import { damaged } from './refusals.js';
import { MERGE_CELL, readMerge } from './sheet-tail.js';
import { XmlCursor } from './xml-cursor.js';
import { nameCode } from './xml-tags.js';

const WORKSHEET = Buffer.from('worksheet');
const SHEET_DATA = Buffer.from('sheetData');
const HIDDEN = Buffer.from('hidden');
const ROW = nameCode('row');
const CELL = nameCode('c');
const R = nameCode('r');
/** Titles and headers stand in the first rows. */
const HEADER_ROWS = 20;
/** The last row of the format. */
const MAX_ROWS = 1_048_576;

/** Reads the rows of a sheet from pieces of its XML, split anywhere. */
export class SheetScanner {
  private readonly xml: XmlCursor;
  private readonly cells: CellReader;
  private state: 'before' | 'outside' | 'rows' | 'after' = 'before';
  private rows: SheetRow[] = [];
  private rowNumber = 0;
  private rowCount = 0;

  constructor(
    context: CellContext,
    /** Null when they are not known: then a sheet is refused that has some across rows of data. */
    private readonly merges: MergeMap | null,
    private readonly limits: XlsxLimits,
  ) {
    this.xml = new XmlCursor(limits);
    this.cells = new CellReader(this.xml, context, limits);
  }

  /** The rows that end in a piece. */
  push(piece: Uint8Array): readonly SheetRow[] {
    this.rows = [];
    this.xml.append(piece);
    this.xml.consume(this.unit);
    return this.rows;
  }

  /** The rows that are left once all pieces have been pushed. */
  finish(): readonly SheetRow[] {
    this.rows = [];
    this.xml.finish(this.unit);
    if (this.state !== 'after') throw damaged();
    return this.rows;
  }

  private readonly unit = (): void => {
    this.xml.nextTag();
    if (this.state === 'rows') this.insideData();
    else if (this.state === 'outside') this.outsideData();
    else if (this.state === 'before') this.root();
    else throw damaged();
  };

  private root(): void {
    if (this.xml.closing || !this.xml.isTag(WORKSHEET)) throw damaged();
    this.xml.skipAttributes();
    this.state = this.xml.selfClosing ? 'after' : 'outside';
  }

  /** Before and after the data, elements are passed tag by tag: none has to fit into memory. */
  private outsideData(): void {
    const { xml } = this;
    if (xml.closing) {
      if (xml.isTag(WORKSHEET)) this.state = 'after';
      return;
    }
    if (this.merges === null && xml.isTag(MERGE_CELL)) {
      const range = readMerge(xml);
      if (range && range.bottom > Math.max(range.top, HEADER_ROWS)) throw exceeded('limit-merged-sheet', this.limits);
      return;
    }
    const isData = xml.isTag(SHEET_DATA);
    xml.skipAttributes();
    if (isData && !xml.selfClosing) this.state = 'rows';
  }

  private insideData(): void {
    const { xml } = this;
    if (!xml.closing) {
      if (xml.tag === ROW) this.row();
      else xml.skipElement();
    } else if (xml.isTag(SHEET_DATA)) this.state = 'outside';
    else throw damaged();
  }

  private row(): void {
    const { xml } = this;
    let number = this.rowNumber + 1;
    let hidden = false;
    while (xml.nextAttribute()) {
      if (xml.attribute === R) number = rowOf(xml.bytes, xml.valueStart, xml.valueEnd);
      else if (xml.attribute === 0 && xml.isAttribute(HIDDEN)) hidden = isTrue(xml.value());
    }
    if (number < 0) throw damaged();
    const cells: CellValue[] = [];
    if (!xml.selfClosing) this.readCells(cells, number);
    this.rowNumber = number;
    if (number > MAX_ROWS || ++this.rowCount > this.limits.rows) throw exceeded('limit-rows', this.limits);
    this.merges?.clear(cells, number);
    while (cells.length > 0 && cells[cells.length - 1] === null) cells.pop();
    if (cells.length > 0) this.rows.push({ number, cells, hidden });
  }

  private readCells(cells: CellValue[], row: number): void {
    const { xml } = this;
    this.cells.startRow(row);
    for (;;) {
      if (xml.passName(CELL)) this.cells.read(cells);
      else {
        xml.nextTag();
        if (xml.closing) break;
        if (xml.tag === CELL) this.cells.read(cells);
        else xml.skipElement();
      }
    }
    if (xml.tag !== ROW) throw damaged();
  }
}

const isTrue = (value: string): boolean => value === '1' || value === 'true' || value === 'on';
