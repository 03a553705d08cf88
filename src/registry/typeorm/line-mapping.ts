import type { LineSource, RegistryLine, ScopeProposal } from '../domain/index.js';
import type { NewLine } from '../registry.store.js';
import type { RegistryLineEntity } from './registry.entities.js';

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

export const sourceOf = ({ batchId, sheet, rowNumber }: RegistryLineEntity): LineSource => ({ batchId, sheet, row: rowNumber });
