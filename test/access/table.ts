import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { UserRole } from '../../src/access/index.js';
import { ROOT } from '../support/repository.js';
import { TABLE_FILE } from './routes.js';

/** Who asks, in the order of the table's columns; `nobody` has not logged in. */
export const ASKERS = ['clerk', 'health', 'leader', 'reviewer', 'auditor', 'admin', 'nobody'] as const;
export type Asker = (typeof ASKERS)[number];

/** The roles behind them. */
export const ROLE_OF: Readonly<Record<Exclude<Asker, 'nobody'>, UserRole>> = {
  clerk: 'county-clerk',
  health: 'county-health-clerk',
  leader: 'county-leader',
  reviewer: 'municipal-reviewer',
  auditor: 'auditor',
  admin: 'administrator',
};

/** Where the thing lies that is asked for, seen from the county and the city of those who ask; `any`: the route names no thing. */
export const PLACES = ['any', 'own', 'own-child', 'foreign', 'foreign-child', 'other-city', 'missing'] as const;
export type Place = (typeof PLACES)[number];

/** What each asker is answered of a thing in one place: status codes, `-` where it is not asked, alternatives joined by `|`. */
export interface TableRow {
  readonly line: number;
  readonly place: Place;
  readonly expected: Readonly<Record<Asker, string>>;
}

/** A route, how it is asked, and what it answers. `{words}` in `ask`, `body` and `form` stand for the things of the place. */
export interface TableRoute {
  readonly line: number;
  /** `GET /api/imports/:id`, as the router has it. */
  readonly route: string;
  readonly ask: string;
  readonly body: string | undefined;
  /** Fields of a form with a file, which only the upload takes. */
  readonly form: string | undefined;
  readonly rows: readonly TableRow[];
}

interface OpenRoute {
  line: number;
  route: string;
  ask: string | undefined;
  body: string | undefined;
  form: string | undefined;
  rows: TableRow[];
}

/** Reads the table. Throws with the line where it is not understood. */
export function readTable(text = readFileSync(join(ROOT, TABLE_FILE), 'utf8')): TableRoute[] {
  const routes: OpenRoute[] = [];
  text.split('\n').forEach((content, index) => {
    const line = index + 1;
    if (content.trim() === '' || content.startsWith('#')) return;
    if (!content.startsWith(' ')) {
      routes.push({ line, route: content.trim(), ask: undefined, body: undefined, form: undefined, rows: [] });
      return;
    }
    const open = routes.at(-1);
    if (!open) throw misread(line, 'a row before the first route');
    readIndented(open, content.trim(), line);
  });
  return routes.map(({ ask, route, ...rest }) => ({ ...rest, route, ask: ask ?? route.slice(route.indexOf(' ') + 1) }));
}

function readIndented(open: OpenRoute, content: string, line: number): void {
  const [word = '', ...rest] = content.split(/\s+/);
  if (word === 'ask' || word === 'body' || word === 'form') {
    open[word] = content.slice(word.length).trim();
    return;
  }
  const place = PLACES.find((known) => known === word);
  if (!place) throw misread(line, `“${word}” is no place; known are ${PLACES.join(', ')}`);
  if (rest.length !== ASKERS.length) throw misread(line, `${rest.length} statuses for ${ASKERS.length} askers`);
  const wrong = rest.find((status) => !/^(-|\d{3}(\|\d{3})*)$/.test(status));
  if (wrong !== undefined) throw misread(line, `“${wrong}” is no status`);
  open.rows.push({ line, place, expected: Object.fromEntries(ASKERS.map((asker, i) => [asker, rest[i]])) as TableRow['expected'] });
}

const misread = (line: number, why: string): Error => new Error(`${TABLE_FILE}:${line}: ${why}.`);

/** A row as it stands in the table. */
export const rowText = (place: Place, answered: Readonly<Record<Asker, string>>): string =>
  `  ${place.padEnd(14)}${ASKERS.map((asker) => answered[asker].padEnd(9)).join('')}`.trimEnd();
