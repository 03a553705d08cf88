import { Problem } from '../../../kernel/index.js';

/** How much of a workbook is read at most; sizes in bytes, inflated sizes counted while inflating. */
export interface XlsxLimits {
  readonly fileBytes: number;
  readonly sheetBytes: number;
  readonly sharedStringsBytes: number;
  /** Of each part that describes the workbook: its list of sheets, its styles, its relationships. */
  readonly partBytes: number;
  /** Inflated to packed size of a member, once it is larger than `ratioFrom` inflated bytes. */
  readonly ratio: number;
  readonly ratioFrom: number;
  readonly members: number;
  readonly rows: number;
  readonly columns: number;
  /** UTF-16 units of one cell. */
  readonly cellCharacters: number;
  /** Of the XML of one row, and of any other piece that has to be looked at as one. */
  readonly rowBytes: number;
  /** Merged ranges of one sheet. */
  readonly merges: number;
  /** Inflated size up to which a sheet is searched for merged ranges before its rows are read. */
  readonly mergedSheetBytes: number;
}

const MIB = 2 ** 20;

export const DEFAULT_LIMITS: XlsxLimits = {
  fileBytes: 100 * MIB,
  sheetBytes: 1536 * MIB,
  sharedStringsBytes: 512 * MIB,
  partBytes: 64 * MIB,
  ratio: 200,
  ratioFrom: MIB,
  members: 1000,
  rows: 1_048_576,
  columns: 512,
  cellCharacters: 32_767,
  rowBytes: 16 * MIB,
  merges: 524_288,
  mergedSheetBytes: 256 * MIB,
};

const mib = (bytes: number): string => `${Math.round((bytes / MIB) * 10) / 10} MiB`;

const LIMITS = {
  'limit-file-size': ['fileBytes', (n: number) => `文件超过 ${mib(n)}，请拆分成几个文件后分别上传。`],
  'limit-inflated-sheet': ['sheetBytes', (n: number) => `有工作表展开后超过 ${mib(n)}，请拆分成几个文件后分别上传。`],
  'limit-shared-strings': ['sharedStringsBytes', (n: number) => `文件中的文字展开后超过 ${mib(n)}，请拆分成几个文件后分别上传。`],
  'limit-part': ['partBytes', (n: number) => `文件的样式或说明部分展开后超过 ${mib(n)}，请把数据复制到新建的工作簿后重新上传。`],
  'limit-ratio': ['ratio', (n: number) => `文件的压缩比超过 ${n}:1，不像正常的表格，请在 Excel 或 WPS 中打开，另存为 .xlsx 后重新上传。`],
  'limit-members': ['members', (n: number) => `文件内部的部件超过 ${n} 个，请删去图片等附件，或把数据复制到新建的工作簿后重新上传。`],
  'limit-rows': ['rows', (n: number) => `有工作表超过 ${n} 行，请拆分成几个工作表或文件后重新上传。`],
  'limit-columns': ['columns', (n: number) => `有工作表在第 ${n} 列以后还有内容，请删去多余的列后重新上传。`],
  'limit-cell': ['cellCharacters', (n: number) => `有单元格超过 ${n} 个字符，请缩短后重新上传。`],
  'limit-row-bytes': ['rowBytes', (n: number) => `有一行的内容超过 ${mib(n)}，请把数据复制到新建的工作簿后重新上传。`],
  'limit-merges': ['merges', (n: number) => `有工作表的合并单元格超过 ${n} 处，请取消合并后重新上传。`],
  'limit-merged-sheet': [
    'mergedSheetBytes',
    (n: number) => `有工作表展开后超过 ${mib(n)} 且数据行中有跨行合并的单元格，请取消合并后重新上传。`,
  ],
} as const;

export type LimitCode = keyof typeof LIMITS;

/** The refusal of a workbook that is larger than a limit. */
export function exceeded(code: LimitCode, limits: XlsxLimits): Problem {
  const [name, message] = LIMITS[code];
  return new Problem('too-large', code, message(limits[name]), { limit: limits[name] });
}
