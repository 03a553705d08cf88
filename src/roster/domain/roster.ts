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

/** One difference between an enterprise's rosters: `before` is null for who is new, `after` for who is missing. */
export interface RosterChange<E extends RosterEntry = RosterEntry> {
  readonly before: E | null;
  readonly after: E | null;
}

/** What is different in an enterprise's new roster from the one in force before: its rows in their order, then who is missing. */
export function rosterChanges<E extends RosterEntry>(before: readonly E[], after: readonly E[]): RosterChange<E>[] {
  const known = new Map(before.map((entry) => [entry.personIndex, entry]));
  const listed = new Set(after.map((entry) => entry.personIndex));
  const changes = after.flatMap((entry): RosterChange<E>[] => {
    const earlier = known.get(entry.personIndex) ?? null;
    return earlier === null || isChangedEntry(earlier, entry) ? [{ before: earlier, after: entry }] : [];
  });
  const missing = [...known.values()].filter(({ personIndex }) => !listed.has(personIndex));
  return [...changes, ...missing.map((entry) => ({ before: entry, after: null }))];
}

/** How many of a roster's rows are new, changed and unchanged against the one before, and how many people of that are missing. */
export function compareRosters(
  before: readonly RosterEntry[],
  after: readonly RosterEntry[],
): { new: number; changed: number; unchanged: number; missing: number } {
  const changes = rosterChanges(before, after);
  const missing = changes.filter((change) => change.after === null).length;
  const added = changes.filter((change) => change.before === null).length;
  return { new: added, changed: changes.length - added - missing, unchanged: after.length - (changes.length - missing), missing };
}

const LABELS: Readonly<Record<(typeof COMPARED)[number], string>> = {
  post: '岗位',
  joinedOn: '入职日期',
  leftOn: '离职日期',
  contract: '劳动合同',
  preEmploymentExam: '岗前体检',
  inServiceExam: '在岗体检',
  leavingExam: '离岗体检',
};

/** What an entry said and says, field by field. */
export const entryFields = (
  before: RosterEntry,
  after: RosterEntry,
): { readonly label: string; readonly from: string; readonly to: string }[] =>
  COMPARED.map((field) => ({ label: LABELS[field], from: before[field] ?? '', to: after[field] ?? '' }));

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
