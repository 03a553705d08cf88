import type { Month } from '../../kernel/index.js';
import type { LineInForce, LineSource, RegistryLine } from './model.js';

export interface Handover {
  /** Grows with the moment of recording. */
  readonly id: number;
  readonly countyCode: string;
  readonly month: Month;
}

/** What tells which of two hand-overs goes before the other. */
interface Age {
  readonly id: number;
  readonly month: string;
}

export interface HandoverLine {
  readonly handoverId: number;
  readonly enterpriseId: number;
  readonly line: RegistryLine;
  readonly source: LineSource;
}

/** Later month first; for one month the later recorded hand-over corrects the earlier one. */
export const isNewer = (a: Age, b: Age): boolean => a.month > b.month || (a.month === b.month && a.id > b.id);

/**
 * For every enterprise the line of the newest hand-over that lists it. One that its county's newest hand-over leaves out stays in force,
 * marked, until a person confirms its removal (DOMAIN "Time and identity").
 * @param handovers those whose month is not after the day in question
 */
export function newestLines(handovers: readonly Handover[], lines: readonly HandoverLine[]): LineInForce[] {
  const byId = new Map(handovers.map((handover) => [handover.id, handover]));
  const newestOfCounty = new Map<string, Handover>();
  for (const handover of handovers) {
    const best = newestOfCounty.get(handover.countyCode);
    if (!best || isNewer(handover, best)) newestOfCounty.set(handover.countyCode, handover);
  }
  const newest = new Map<number, { handover: Handover; line: HandoverLine }>();
  for (const line of lines) {
    const handover = byId.get(line.handoverId);
    const best = newest.get(line.enterpriseId);
    if (handover && (!best || isNewer(handover, best.handover))) newest.set(line.enterpriseId, { handover, line });
  }
  return [...newest.values()].map(({ handover, line }) => {
    const current = newestOfCounty.get(handover.countyCode) ?? handover;
    const noLongerListed = current.id !== handover.id;
    return {
      ...line.line,
      proposal: line.line.proposal ?? (noLongerListed ? 'missing' : null),
      enterpriseId: line.enterpriseId,
      countyCode: handover.countyCode,
      handoverMonth: handover.month,
      noLongerListed,
      proposedMonth: line.line.proposal === null && noLongerListed ? current.month : handover.month,
      source: line.source,
    };
  });
}
