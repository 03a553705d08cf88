/** What is kept: everything younger than `days`, and always the `last` newest; undefined: no such rule. */
export interface KeepRule {
  readonly days: number | undefined;
  readonly last: number | undefined;
}

const NAME = /^backup-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z-[0-9a-f]{6}$/;
const DAY_MS = 86_400_000;

/** When a backup was made, as its folder's name says; undefined for any other name. */
export function madeAt(name: string): Date | undefined {
  const [, year, month, day, hour, minute, second] = NAME.exec(name) ?? [];
  return year === undefined ? undefined : new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** Which of these folders are past keeping. The newest never is; without a rule none is. */
export function backupsPast(names: readonly string[], now: Date, { days, last }: KeepRule): string[] {
  if (days === undefined && last === undefined) return [];
  const newestFirst = names
    .flatMap((name) => {
      const at = madeAt(name);
      return at ? [{ name, at }] : [];
    })
    .sort((a, b) => b.at.getTime() - a.at.getTime());
  const since = days === undefined ? Infinity : now.getTime() - days * DAY_MS;
  return newestFirst.filter(({ at }, i) => i >= Math.max(1, last ?? 1) && at.getTime() < since).map(({ name }) => name);
}
