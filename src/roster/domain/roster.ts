import type { LocalDate, Month } from '../../kernel/index.js';

/** A person as a roster lists them, without who it is. */
export interface RosterEntry {
  readonly personIndex: string;
  readonly post: string;
  readonly joinedOn: LocalDate | null;
  readonly leftOn: LocalDate | null;
  readonly contract: string;
  readonly preEmploymentExam: string;
  readonly inServiceExam: string;
  readonly leavingExam: string;
}

/** Whether the person works there on the day: joined on or before it, and not left by then (离职 > D). */
export const isEmployedOn = ({ joinedOn, leftOn }: Pick<RosterEntry, 'joinedOn' | 'leftOn'>, day: LocalDate): boolean =>
  (joinedOn === null || joinedOn <= day) && (leftOn === null || leftOn > day);

/** Each person once, whatever the number of rows that list them: the first that says that they work there on the day. */
export function employedOn<E extends Pick<RosterEntry, 'personIndex' | 'joinedOn' | 'leftOn'>>(entries: Iterable<E>, day: LocalDate): E[] {
  const people = new Map<string, E>();
  for (const entry of entries) if (isEmployedOn(entry, day) && !people.has(entry.personIndex)) people.set(entry.personIndex, entry);
  return [...people.values()];
}

const COMPARED = ['post', 'joinedOn', 'leftOn', 'contract', 'preEmploymentExam', 'inServiceExam', 'leavingExam'] as const;

/** What a clerk would call a change of a person from one roster to the next. */
export const isChangedEntry = (before: RosterEntry, after: RosterEntry): boolean =>
  COMPARED.some((field) => before[field] !== after[field]);

/** How an enterprise's new roster compares with the one in force before. */
export function compareRosters(
  before: readonly RosterEntry[],
  after: readonly RosterEntry[],
): { new: number; changed: number; unchanged: number; missing: number } {
  const known = new Map(before.map((entry) => [entry.personIndex, entry]));
  const listed = new Set(after.map((entry) => entry.personIndex));
  const counts = { new: 0, changed: 0, unchanged: 0, missing: [...known.keys()].filter((index) => !listed.has(index)).length };
  for (const entry of after) {
    const earlier = known.get(entry.personIndex);
    if (!earlier) counts.new += 1;
    else if (isChangedEntry(earlier, entry)) counts.changed += 1;
    else counts.unchanged += 1;
  }
  return counts;
}

/**
 * The month of a roster for which neither its sheet nor the caller says one: the newest day on which somebody joined or left, for it cannot be
 * older; at least that of the county's newest registry hand-over, whose head-counts it names. So an undated roster of today refines today's
 * figures and those back to its newest entry, and leaves the years before to the head-counts that were true then.
 */
export function undatedMonth(newestDay: LocalDate | null, newestHandover: Month | undefined): Month | undefined {
  const entered = newestDay === null ? undefined : (newestDay.slice(0, 7) as Month);
  if (entered === undefined || newestHandover === undefined) return entered ?? newestHandover;
  return entered > newestHandover ? entered : newestHandover;
}
