import { isBiffStream } from './biff-stream.js';
import { isCompoundFile } from './compound-file.js';
import { readTextStart, type TextStart } from './text-encoding.js';
import { notATable, unreadable } from './unreadable.js';

/** What the first bytes of a file say that it is. */
export type FileFormat =
  { readonly kind: 'zip' | 'compound' | 'biff' } | { readonly kind: 'html' | 'spreadsheetml' | 'text'; readonly start: TextStart };

/** How many bytes tell. */
export const HEAD_BYTES = 1 << 16;

const FOREIGN: readonly (readonly [string, string, string?])[] = [
  ['1f8b', '压缩包（gzip）', '请解压后上传其中的表格。'],
  ['52617221', '压缩包（RAR）', '请解压后上传其中的表格。'],
  ['377abcaf271c', '压缩包（7z）', '请解压后上传其中的表格。'],
  ['25504446', 'PDF', '请上传制作它的表格文件。'],
  ['89504e47', '图片', '请上传原来的表格文件。'],
  ['ffd8ff', '图片', '请上传原来的表格文件。'],
  ['47494638', '图片', '请上传原来的表格文件。'],
  ['424d', '图片', '请上传原来的表格文件。'],
  ['4f464400', 'OFD 版式文件', '请上传制作它的表格文件。'],
];

const FOREIGN_TEXT: readonly (readonly [RegExp, string])[] = [
  [/^\{\\rtf/, 'RTF 文档'],
  [/^ID;P/, 'SYLK 文件'],
  [/^MIME-Version:/i, '单个文件网页（MHT）'],
  [/^(\{|\[\s*[{["])/, 'JSON 文件'],
];

/** The owner file that Excel keeps beside an open workbook: a name's length and the name, filled up. */
const LOCK_FILE_BYTES = 165;

/** Tells the format by magic bytes, never by the extension. Throws a `Problem` for what cannot be a table. */
export function formatOf(head: Buffer): FileFormat {
  if (head.length === 0) throw unreadable('workbook-empty');
  if (head.toString('latin1', 0, 2) === 'PK') return { kind: 'zip' };
  if (isCompoundFile(head)) return { kind: 'compound' };
  if (isBiffStream(head)) return { kind: 'biff' };
  if (head.length === LOCK_FILE_BYTES && (head[0] ?? 0) < 55 && head.includes(0)) {
    throw notATable('Excel 打开表格时留下的临时文件（~$ 开头）', '请上传不带 ~$ 的那个文件。');
  }
  const start = readTextStart(head);
  if (!start) throw foreign(head);
  return textFormat(start);
}

function foreign(head: Buffer): Error {
  const hex = head.toString('hex', 0, 8);
  const [, what, remedy] = FOREIGN.find(([magic]) => hex.startsWith(magic)) ?? [];
  return what === undefined ? unreadable('workbook-format') : notATable(what, remedy);
}

function textFormat(start: TextStart): FileFormat {
  const text = start.text.trimStart();
  if (text === '') throw unreadable('workbook-empty');
  const what = text.startsWith('%PDF') ? 'PDF' : FOREIGN_TEXT.find(([sign]) => sign.test(text))?.[1];
  if (what !== undefined) throw notATable(what);
  if (/^<(\?xml[^>]*\?>\s*<)?(!--|!doctype html|html|head|meta|body|table|script|style|div)/i.test(text)) return { kind: 'html', start };
  if (!text.startsWith('<?xml') && !/^<([\w.-]+:)?Workbook[\s>]/.test(text)) return { kind: 'text', start };
  if (/<([\w.-]+:)?Workbook[\s>]/.test(text)) return { kind: 'spreadsheetml', start };
  throw notATable('XML 文件');
}
