import type { Schemas } from '@/platform/api';

type Cycle = Schemas['CycleBody'];

export interface Deadline {
  readonly name: string;
  readonly dueOn: string;
}

const pad = (value: number): string => String(value).padStart(2, '0');

/** The next due day of every cycle from a day on, the nearest first. */
export function nextDeadlines(cycles: readonly Cycle[], from: string): Deadline[] {
  const year = Number(from.slice(0, 4));
  return cycles
    .map(({ name, dueMonth, dueDay }) => {
      const inYear = (of: number): string => `${of}-${pad(dueMonth)}-${pad(dueDay)}`;
      return { name, dueOn: inYear(year) >= from ? inYear(year) : inYear(year + 1) };
    })
    .sort((a, b) => a.dueOn.localeCompare(b.dueOn));
}

/** The plan in force on a day: the newest of those that begin by then, else the first. */
export function planInForce<P extends { readonly effectiveFrom: string; readonly number: number }>(
  plans: readonly P[],
  on: string,
): P | undefined {
  const begun = plans.filter(({ effectiveFrom }) => effectiveFrom <= on);
  return [...(begun.length > 0 ? begun : plans)].sort((a, b) => b.number - a.number)[0];
}
