import { Problem } from '../../kernel/index.js';

/** What the operating system, SQLite and MySQL or MariaDB call a disk without room. */
const CODES: ReadonlySet<unknown> = new Set([
  'ENOSPC',
  'EDQUOT',
  'SQLITE_FULL',
  'SQLITE_IOERR_SHMSIZE',
  'ER_DISK_FULL',
  'ER_RECORD_FILE_FULL',
]);
/** ER_DISK_FULL and ER_RECORD_FILE_FULL, which older servers do not name. */
const NUMBERS: ReadonlySet<unknown> = new Set([1021, 1114]);

/** The Problem of an error that a full disk has caused, however it is wrapped; undefined for any other. */
export function diskFullProblem(error: unknown): Problem | undefined {
  return isDiskFull(error, 0) ? new Problem('disk-full', 'disk-full', MESSAGE) : undefined;
}

const MESSAGE =
  '服务器磁盘空间已满，本次操作没有完成，也没有留下做了一半的内容。请联系系统管理员清理数据目录（DATA_DIR）或数据库所在的磁盘，腾出空间后重试。';

const DEEPEST = 5;

function isDiskFull(error: unknown, depth: number): boolean {
  if (typeof error !== 'object' || error === null || depth > DEEPEST) return false;
  if ('code' in error && CODES.has(error.code)) return true;
  if ('errno' in error && NUMBERS.has(error.errno)) return true;
  const inner = [...('driverError' in error ? [error.driverError] : []), ...('cause' in error ? [error.cause] : [])];
  return inner.some((wrapped) => isDiskFull(wrapped, depth + 1));
}
