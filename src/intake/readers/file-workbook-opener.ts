import { readFile, stat } from 'node:fs/promises';
import { Problem } from '../../kernel/index.js';
import { WorkbookOpener, type OpenWorkbook } from '../domain/index.js';
import { openCsv } from './csv-workbook.js';
import { formatOf } from './file-format.js';
import { openXls } from './xls-workbook.js';
import { openXlsx } from './xlsx-workbook.js';

const LARGEST_MIB = 100;

/** Opens a file on disk by what its bytes are: .xlsx, .xls or delimited text. */
export class FileWorkbookOpener extends WorkbookOpener {
  override async open(file: string): Promise<OpenWorkbook> {
    const { size } = await stat(file);
    if (size > LARGEST_MIB * 2 ** 20) {
      throw new Problem('too-large', 'workbook-too-large', `文件超过 ${LARGEST_MIB} MiB，请拆分成几个文件后分别上传。`, { size });
    }
    const bytes = await readFile(file);
    switch (formatOf(bytes)) {
      case 'zip':
        return openXlsx(bytes);
      case 'compound':
        return openXls(bytes);
      case 'text':
        return openCsv(bytes);
    }
  }
}
