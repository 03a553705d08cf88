import { Problem } from '../../../kernel/index.js';

/** How much a reader may use before it is killed. */
export interface ReaderLimits {
  /** Processor time for all that is read of one file. */
  readonly cpuSeconds: number;
  /** What the size of the file adds to it: a MiB of .xlsx may hold twenty thousand rows. */
  readonly cpuSecondsPerMib: number;
  /** How long an answer may take; longer than the processor time, which a reader may have to share. */
  readonly silenceSeconds: number;
  /** How long an open workbook may lie unused. */
  readonly idleSeconds: number;
  /** Resident memory. */
  readonly memoryMib: number;
}

export const DEFAULT_READER_LIMITS: ReaderLimits = {
  cpuSeconds: 60,
  cpuSecondsPerMib: 1,
  silenceSeconds: 180,
  idleSeconds: 900,
  memoryMib: 512,
};

const REASONS = {
  'reader-timeout': ['unreadable', '读取文件用时过长，已停止。请把数据复制到新建的工作簿，或拆分成几个文件后重新上传。'],
  'reader-memory': ['too-large', '读取文件所需的内存过大，已停止。请另存为 .xlsx，或拆分成几个文件后重新上传。'],
  'reader-crashed': ['unreadable', '读取文件时程序意外中止。请在 Excel 或 WPS 中打开，另存为 .xlsx 后重新上传；仍不能读取时请联系管理员。'],
  'reader-stopped': ['unavailable', '系统正在停止，文件没有读完，请稍后重新上传。'],
} as const;

export type ReaderFailure = keyof typeof REASONS;

export function readerFailure(code: ReaderFailure): Problem {
  const [kind, message] = REASONS[code];
  return new Problem(kind, code, message);
}
