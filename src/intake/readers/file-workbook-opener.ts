import { readWholeSource, SourceHandle, type SourceFile } from '../../platform/files/source-file.js';
import { WorkbookOpener, type OpenOptions, type OpenWorkbook } from '../domain/index.js';
import { checkBiffStream, withoutThemes } from './biff-stream.js';
import { CompoundFile } from './compound-file.js';
import { openCsv } from './csv-workbook.js';
import { formatOf, HEAD_BYTES } from './file-format.js';
import { openHtml } from './html-workbook.js';
import { refuseLargeFile } from './limits.js';
import { openSpreadsheetMl } from './spreadsheetml-workbook.js';
import { notATable, unreadable } from './unreadable.js';
import { openZip } from './zip-workbook.js';

/** Opens a file on disk by what its bytes are, in this process: what hangs or dies over a hostile file takes its caller with it. */
export class FileWorkbookOpener extends WorkbookOpener {
  override async open(file: SourceFile, options?: OpenOptions): Promise<OpenWorkbook> {
    const format = formatOf(await readHead(file));
    switch (format.kind) {
      case 'zip':
        return openZip(file, options);
      case 'compound':
        return openCompound(await readWholeSource(file));
      case 'biff':
        return openBiff(await readWholeSource(file));
      case 'html':
        return openHtml(file, format.start);
      case 'spreadsheetml':
        return openSpreadsheetMl(file, format.start);
      case 'text':
        return openCsv(file, format.start);
    }
  }
}

async function readHead(file: SourceFile): Promise<Buffer> {
  const handle = await SourceHandle.open(file);
  try {
    refuseLargeFile(handle.size);
    const head = Buffer.alloc(HEAD_BYTES);
    return head.subarray(0, await handle.read(head, 0, HEAD_BYTES, 0));
  } finally {
    await handle.close();
  }
}

async function openCompound(bytes: Buffer): Promise<OpenWorkbook> {
  const compound = new CompoundFile(bytes);
  const names = compound.names().map((name) => name.toLowerCase());
  if (names.includes('encryptedpackage')) throw unreadable('workbook-encrypted');
  const stream = compound.stream('Workbook') ?? compound.stream('Book');
  if (stream) return openBiff(stream);
  if (names.includes('worddocument')) throw notATable('Word 文档');
  if (names.includes('powerpoint document')) throw notATable('PowerPoint 演示文稿');
  throw unreadable('workbook-format');
}

/** Only the workbook's own stream is handed on: SheetJS hangs on damaged property sets and themes, of which nothing is read. */
async function openBiff(stream: Buffer): Promise<OpenWorkbook> {
  checkBiffStream(stream);
  return withSheetJs(withoutThemes(stream));
}

/** The package is large; only these formats wait for it. */
async function withSheetJs(bytes: Buffer): Promise<OpenWorkbook> {
  const { openWithSheetJs } = await import('./sheetjs-workbook.js');
  return openWithSheetJs(bytes);
}
