import { squeeze } from '../../../kernel/index.js';
import type { CellValue } from '../workbook.js';

/** What is wrong with a cell. An error leaves the row out, a warning goes with it. The message never repeats the cell: it may be personal. */
export interface CellIssue {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly message: string;
}

/** What a cell says, null where it says nothing or cannot be read; then `issues` tells why. */
export interface CellReading<V> {
  readonly value: V | null;
  readonly issues: readonly CellIssue[];
}

export type CellReader<V> = (cell: CellValue) => CellReading<V>;

export const warning = (code: string, message: string): CellIssue => ({ severity: 'warning', code, message });
export const failure = (code: string, message: string): CellIssue => ({ severity: 'error', code, message });

export const says = <V>(value: V, ...issues: CellIssue[]): CellReading<V> => ({ value, issues });
export const saysNothing = (...issues: CellIssue[]): CellReading<never> => ({ value: null, issues });

/** The cell as typed, numbers without exponent up to 21 digits. */
export function cellText(cell: CellValue): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return cell.date;
  return String(cell);
}

/**
 * What people write for "nothing" (`dirt_catalogue`: blank tokens), folded, which makes six points of ……; ditto marks count as nothing where a
 * column is not filled down.
 */
const BLANK = new Set([
  '',
  '/',
  '\\',
  '-',
  '—',
  '--',
  '——',
  '无',
  '没有',
  'n/a',
  'na',
  '暂无',
  '未知',
  '不详',
  '空',
  'null',
  '...',
  '......',
  '"',
]);
const DITTO = new Set(['同上', '〃', '"', '″']);

/** Nearly all cells are longer, and need no look at the words. */
const LONGEST_BLANK = Math.max(...Array.from([...BLANK, ...DITTO], (text) => text.length));

export function isBlankText(text: string): boolean {
  const bare = squeeze(text);
  if (bare.length > LONGEST_BLANK) return false;
  return BLANK.has(bare.toLowerCase()) || DITTO.has(bare);
}

/** Whether a text repeats the cell above (同上, 〃). */
export const isDitto = (text: string): boolean => DITTO.has(squeeze(text));
