import type { INestApplicationContext, Type } from '@nestjs/common';
import { INSTALLATION, systemPrincipal, type AuditActor, type Principal } from '../access/index.js';
import { RegionSource } from '../geography/index.js';
import { parseLocalDate, parseMonth, Problem, type LocalDate, type Month } from '../kernel/index.js';

/** 0 done, 1 rows with errors, 2 wrong call or unreadable file. */
export type ExitCode = 0 | 1 | 2;

/** How a command reports that rows have errors. */
export type SetOutcome = (code: ExitCode) => void;

/** The application behind one command: started when first needed, so that help and wrong calls answer at once. */
export class Session {
  private context: Promise<INestApplicationContext> | undefined;

  /** `city`: the code given with `--city`. */
  constructor(
    private readonly start: () => Promise<INestApplicationContext>,
    private readonly city: () => string | undefined,
  ) {}

  async get<T>(type: Type<T> | (abstract new (...args: never[]) => T)): Promise<T> {
    this.context ??= this.start();
    return (await this.context).get<T>(type);
  }

  /** Whoever may run commands on the server acts as the system, in one city. Throws Problem `city-required`. */
  async principal(): Promise<Principal> {
    const tree = await (await this.get(RegionSource)).tree();
    const cities = tree.cities();
    const given = this.city();
    const chosen = given === undefined && cities.length === 1 ? cities[0] : cities.find(({ code }) => code === given);
    if (chosen) return systemPrincipal(tree, chosen.code);
    const known = cities.map(({ code, name }) => `${code}（${name}）`).join('、');
    throw new Problem('invalid', 'city-required', `请用 --city 指定城市代码，已装入：${known}。`);
  }

  /** Who is written down for what concerns the whole installation: the system, in the city given or the only one, else in none. */
  async actor(): Promise<AuditActor> {
    const cities = await (await this.get(RegionSource)).cityCodes();
    if (this.city() !== undefined || cities.length === 1) return this.principal();
    return INSTALLATION;
  }

  async close(): Promise<void> {
    await (await this.context?.catch(() => undefined))?.close();
  }
}

export function dayArgument(text: string): LocalDate {
  const date = parseLocalDate(text);
  if (!date.ok) throw new Problem('invalid', 'date-invalid', date.error);
  return date.value;
}

export function monthArgument(text: string): Month {
  const month = parseMonth(text);
  if (!month.ok) throw new Problem('invalid', 'month-invalid', month.error);
  return month.value;
}

export const print = (text: string): void => void process.stdout.write(`${text}\n`);
export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2));
