import { Problem } from '../../kernel/index.js';

const SAVE_AS = '请在 Excel 或 WPS 中打开，另存为 .xlsx 后重新上传。';

const MESSAGES = {
  'workbook-empty': '文件是空的，请重新导出或重新上传。',
  'workbook-damaged': `文件已损坏或没有上传完整，${SAVE_AS}`,
  'workbook-encrypted': '文件设有打开密码，请在 Excel 或 WPS 中取消密码后重新上传。',
  'workbook-html': `文件其实是网页（HTML），其中没有可读取的表格，${SAVE_AS}`,
  'workbook-format': '文件不是可识别的表格，请在 Excel 或 WPS 中打开，另存为 .xlsx、.xls 或 .csv 后重新上传。',
} as const;

export type UnreadableCode = keyof typeof MESSAGES;

/** A file that cannot be read, with what its owner can do about it. */
export const unreadable = (code: UnreadableCode): Problem => new Problem('unreadable', code, MESSAGES[code]);

/** A file that is known to be something else: `what` it is, in words. */
export const notATable = (what: string, remedy: string = SAVE_AS): Problem =>
  new Problem('unreadable', 'workbook-format', `文件是${what}，不能作为表格读取，${remedy}`);
