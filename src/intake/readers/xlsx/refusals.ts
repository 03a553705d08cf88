import { Problem } from '../../../kernel/index.js';
import { unreadable } from '../unreadable.js';

/** The file contradicts itself or its format: cut off, altered, or never a workbook that a spreadsheet program would open. */
export const damaged = (): Problem => unreadable('workbook-damaged');

/** A document type declaration: a spreadsheet program never writes one, and its entities are how XML attacks its reader. */
export const activeContent = (): Problem =>
  new Problem(
    'unreadable',
    'workbook-active-content',
    '文件中含有外部引用或实体声明，为安全起见不予读取，请把数据复制到新建的工作簿后重新上传。',
  );
