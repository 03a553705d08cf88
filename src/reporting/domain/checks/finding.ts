import type { CellAddress } from '../cell.js';
import { CHECKS, type CheckId, type Severity } from './check-table.js';

/** What a check has found, and where. */
export interface Finding {
  readonly check: CheckId;
  readonly severity: Severity;
  /** Null: the report as a whole. */
  readonly cell: CellAddress | null;
  /** What is wrong and what to do; never what a cell says of a person. */
  readonly message: string;
}

/** What a single rule says of a case: the check that strikes and the column it strikes at; `mild`: the remark explains it. */
export interface Strike {
  readonly check: CheckId;
  readonly field: string;
  readonly mild?: boolean;
  /** A name of 附件2 that may be meant. */
  readonly nearest?: string | undefined;
}

export function finding(
  check: CheckId,
  cell: CellAddress | null,
  { mild = false, nearest }: Pick<Strike, 'mild' | 'nearest'> = {},
): Finding {
  const { severity, name, remedy } = CHECKS[check];
  const offer = nearest === undefined ? '' : `名册中相近的是“${nearest}”。`;
  return { check, severity: mild && severity === 'compulsory' ? 'advisory' : severity, cell, message: `${name}，${remedy}。${offer}` };
}
