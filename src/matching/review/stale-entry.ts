import { Problem } from '../../kernel/index.js';
import { lastAct, type ActKind } from './domain/index.js';
import type { RecordedChange } from './history.store.js';
import type { Entry } from './read-entries.js';

/** What an act did, in the words of the one who comes too late. */
const DEEDS: Readonly<Record<ActKind, string>> = {
  same: '确认了其中一个参保单位为同一单位',
  different: '驳回了其中一个候选',
  none: '认定所有候选都不是',
  unsure: '标记为拿不准',
  manual: '人工关联了一个参保单位',
  again: '沿用了以前的决定',
  bulk: '在批量确认中确认了一个参保单位',
  'second-look': '在抽查复核中发现差错，已退回重审',
  undo: '撤销了原来的决定',
};

export const deedOf = (kind: ActKind): string => DEEDS[kind];

/** Refuses what rests on an entry that is not there any more as it was seen, and tells what has happened to it since. */
export function refuseStaleEntry(entry: Entry, seen: string): void {
  if (entry.version === seen) return;
  const last = entry.changes.at(-1);
  const told = last ? `：最近一次操作${DEEDS[last.kind]}` : '：候选已重新匹配';
  throw new Problem('conflict', 'stale-version', `该企业的匹配与您看到的不一样了${told}。请查看最新内容后重新操作。`, {
    current: { version: entry.version, state: entry.state, lastAct: last ? actDetails(entry, last) : null },
  });
}

function actDetails({ changes }: Entry, { actId, kind, actedBy, actedAt, note }: RecordedChange): object {
  const ofAct = changes.filter((change) => change.actId === actId);
  return {
    id: actId,
    kind,
    by: actedBy,
    at: actedAt,
    note,
    units: ofAct.flatMap(({ unitId, unitNo, toStatus }) => (unitId === null ? [] : [{ unitId, unitNo, status: toStatus }])),
  };
}

/** Whether somebody has done something that can be taken back. */
export const hasActs = ({ changes }: Entry): boolean => lastAct(changes).length > 0;
