import type { Scope } from '../access/index.js';

/**
 * Whether a workbook's row stands behind a figure of the scope. Batches of the whole city are not a county's to see, but the rows behind
 * its own figures are (DOMAIN "Lineage"). Implemented where figures are made.
 */
export abstract class RowEvidence {
  abstract standsBehind(scope: Scope, batchId: number, sheet: string, row: number): Promise<boolean>;
}
