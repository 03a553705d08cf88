import { differing, type ChangeType, type PlannedChange } from '../intake/domain/index.js';
import { maskIdNumber, maskName } from '../kernel/index.js';
import { entryFields, type RosterChange } from './domain/index.js';
import type { KnownEntry, RosterStore } from './roster.store.js';

export function typeOf({ before, after }: RosterChange): ChangeType {
  if (before === null) return 'new';
  return after === null ? 'missing' : 'changed';
}

/** A change in words, with who it is masked: enough to find the row in the file. */
export async function toldChange(change: RosterChange<KnownEntry>, unitName: string, store: RosterStore): Promise<PlannedChange> {
  const { before, after } = change;
  const entry = after ?? before;
  const person = entry && (await store.person(entry.source));
  const who = person ? `${maskName(person.name)} ${maskIdNumber(person.idNumber)}` : '';
  return {
    type: typeOf(change),
    identity: `${who} ${unitName}`.trim(),
    sheet: after?.source.sheet ?? null,
    row: after?.source.row ?? null,
    fields: before && after ? differing(entryFields(before, after)) : [],
  };
}
