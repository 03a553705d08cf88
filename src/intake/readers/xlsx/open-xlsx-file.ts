import type { SourceFile } from '../../../platform/files/source-file.js';
import type { MergedRange, OpenWorkbook, SheetInfo, SheetRow } from '../../domain/index.js';
import { DEFAULT_LIMITS, type XlsxLimits } from './limits.js';
import { MergeMap } from './merge-map.js';
import { asUtf8 } from './part-encoding.js';
import { RowIterator } from './row-iterator.js';
import { SerialDays } from './serial-days.js';
import { SharedStringsScanner } from './shared-strings.js';
import { SheetScanner } from './sheet-scanner.js';
import { SheetTail } from './sheet-tail.js';
import { StringTable } from './string-table.js';
import { readPackage, type SheetPart, type XlsxPackage } from './xlsx-package.js';
import { ZipFile } from './zip-file.js';
import type { ZipMember } from './zip-records.js';

/** An open .xlsx; its rows may also be had in the batches in which they are read, some hundred at once, which spares a promise for each row. */
export interface OpenXlsx extends OpenWorkbook {
  rowBatches(sheet: number): AsyncIterable<readonly SheetRow[]>;
}

/**
 * Opens an Office Open XML workbook (.xlsx, .xlsm) from its path. Only the directory, the small parts and what is asked for are read, in pieces; memory
 * grows with the distinct strings alone. A `Problem` for what is damaged, encrypted, no workbook or too large — also while rows are read: what has been
 * yielded before counts only when the last row has been.
 */
export async function openXlsxFile(file: SourceFile, limits: Partial<XlsxLimits> = {}): Promise<OpenXlsx> {
  const all = { ...DEFAULT_LIMITS, ...limits };
  const zip = await ZipFile.open(file, all);
  try {
    const contents = await readPackage(zip, all);
    const sheets: SheetInfo[] = [];
    for (const part of contents.sheets) sheets.push({ name: part.name, hidden: part.hidden, merges: await readMerges(zip, part, all) });
    return new XlsxWorkbook(zip, contents, sheets, all);
  } catch (error) {
    await zip.close();
    throw error;
  }
}

const sheetPieces = (zip: ZipFile, member: ZipMember, limits: XlsxLimits): AsyncIterable<Buffer> =>
  asUtf8(zip.read(member, { bytes: limits.sheetBytes, code: 'limit-inflated-sheet' }));

const areMergesKnown = ({ member }: SheetPart, limits: XlsxLimits): boolean => member.size <= limits.mergedSheetBytes;

/**
 * Merged ranges stand behind the rows but have to be known before them: the sheet is inflated once more, and searched for its end only. Of sheets
 * larger than `mergedSheetBytes` they stay unknown, for it takes a fourth longer.
 */
async function readMerges(zip: ZipFile, part: SheetPart, limits: XlsxLimits): Promise<readonly MergedRange[]> {
  const tail = new SheetTail(limits);
  if (areMergesKnown(part, limits)) for await (const piece of sheetPieces(zip, part.member, limits)) tail.push(piece);
  return tail.merges;
}

class XlsxWorkbook implements OpenXlsx {
  private strings: Promise<StringTable> | undefined;

  constructor(
    private readonly zip: ZipFile,
    private readonly contents: XlsxPackage,
    readonly sheets: readonly SheetInfo[],
    private readonly limits: XlsxLimits,
  ) {}

  rows(sheet: number): AsyncIterable<SheetRow> {
    return { [Symbol.asyncIterator]: () => new RowIterator(this.readBatches(sheet)) };
  }

  rowBatches(sheet: number): AsyncIterable<readonly SheetRow[]> {
    return { [Symbol.asyncIterator]: () => this.readBatches(sheet) };
  }

  close(): Promise<void> {
    return this.zip.close();
  }

  private async *readBatches(sheet: number): AsyncGenerator<readonly SheetRow[], void, undefined> {
    const part = this.contents.sheets[sheet];
    if (!part) return;
    this.strings ??= this.readStrings();
    const { dayStyles, date1904 } = this.contents;
    const context = { strings: await this.strings, dayStyles, days: new SerialDays(date1904) };
    const merges = areMergesKnown(part, this.limits) ? new MergeMap(this.sheets[sheet]?.merges ?? []) : null;
    const scanner = new SheetScanner(context, merges, this.limits);
    for await (const piece of sheetPieces(this.zip, part.member, this.limits)) {
      const rows = scanner.push(piece);
      if (rows.length > 0) yield rows;
    }
    const rows = scanner.finish();
    if (rows.length > 0) yield rows;
  }

  private async readStrings(): Promise<StringTable> {
    const member = this.contents.sharedStrings;
    if (!member) return new StringTable(this.limits);
    const scanner = new SharedStringsScanner(this.limits);
    const pieces = this.zip.read(member, { bytes: this.limits.sharedStringsBytes, code: 'limit-shared-strings' });
    for await (const piece of asUtf8(pieces)) scanner.push(piece);
    return scanner.finish();
  }
}
