import { asMonth } from '../../kernel/index.js';
import { newestLines, type LineInForce, type LineSource, type RegistryLine, type ScopeProposal } from '../domain/index.js';
import type { NewLine } from '../registry.store.js';
import type { RegistryHandoverEntity, RegistryLineEntity } from './registry.entities.js';

type LineColumns = Omit<RegistryLineEntity, 'id' | 'handoverId' | 'enterpriseId'>;

export const lineColumns = ({ line, source }: NewLine): LineColumns => ({
  ...line,
  batchId: source.batchId,
  sheet: source.sheet,
  rowNumber: source.row,
});

export function toLine(row: RegistryLineEntity): RegistryLine {
  const { id: _id, handoverId: _handover, enterpriseId: _enterprise, batchId: _batch, sheet: _sheet, rowNumber: _row, ...line } = row;
  return { ...line, proposal: row.proposal as ScopeProposal | null };
}

const sourceOf = ({ batchId, sheet, rowNumber }: RegistryLineEntity): LineSource => ({ batchId, sheet, row: rowNumber });

export const newestAmong = (handovers: readonly RegistryHandoverEntity[], lines: readonly RegistryLineEntity[]): LineInForce[] =>
  newestLines(
    handovers.map(({ id, countyCode, month }) => ({ id, countyCode, month: asMonth(month) })),
    lines.map((row) => ({ handoverId: row.handoverId, enterpriseId: row.enterpriseId, line: toLine(row), source: sourceOf(row) })),
  );
