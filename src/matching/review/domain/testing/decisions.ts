import type { Evidence, EvidenceField } from '../../../domain/index.js';
import type { ActKind } from '../act.js';
import type { PastChange } from '../earlier.js';
import type { EntryLink } from '../entry.js';

export const says = (field: EvidenceField, verdict: Evidence['verdict']): Evidence => ({ field, verdict, words: field });

/** An open candidate of one character's difference. */
export const candidate = (unitId: number, changes: Partial<EntryLink> = {}): EntryLink => ({
  unitId,
  status: 'review',
  relation: 'same',
  score: 0.85,
  rank: unitId,
  evidence: [says('name', 'differs')],
  decidedAt: null,
  ...changes,
});

/** What somebody decided of enterprise 1 and unit 7 on names and codes that are still theirs. */
export const change = (id: number, kind: ActKind, changes: Partial<PastChange> = {}): PastChange => ({
  id,
  actId: id,
  kind,
  enterpriseId: 1,
  enterpriseKey: '甲厂',
  enterpriseCode: null,
  unitId: 7,
  unitNo: '1007',
  unitKey: '甲',
  unitCode: null,
  fromStatus: 'review',
  toStatus: kind === 'same' ? 'confirmed' : 'rejected',
  undoesId: null,
  actedBy: '经办人',
  actedAt: new Date(Date.UTC(2022, 0, id)),
  note: null,
  ...changes,
});
