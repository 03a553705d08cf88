import type { ApiClient } from '../support/api-client.js';
import { describeInstallations, runningInstallation } from '../support/installation.js';
import { ask, filled, type RawAnswer, type Things } from './ask.js';
import { routesOfTheRouter, TABLE_FILE } from './routes.js';
import { ASKERS, readTable, rowText, type Asker, type TableRoute, type TableRow } from './table.js';
import { askers, buildWorld } from './world.js';

const table = readTable();

describe('the table of routes, roles and places', () => {
  let routes: readonly string[];
  beforeAll(async () => {
    routes = await routesOfTheRouter();
  });

  it('has a row for every route of the router', () => {
    const without = routes.filter((route) => !table.some((listed) => listed.route === route && listed.rows.length > 0));
    expect(without.map((route) => `${route} has no row in ${TABLE_FILE}: add one for each place, as its head describes.`)).toEqual([]);
  });

  it('has no route that the router does not know', () => {
    expect(table.map(({ route }) => route).filter((route) => !routes.includes(route))).toEqual([]);
  });

  it('has a row for each place where a thing can lie, of every route that names one', () => {
    const places = ['own', 'foreign', 'missing'];
    const lacking = table.filter(({ ask: path, body, form, rows }) => {
      const named = /\{\w+\}/.test(`${path}${body ?? ''}${form ?? ''}`);
      return named && !places.every((place) => rows.some((row) => row.place === place));
    });
    expect(lacking.map(({ line, route }) => `${TABLE_FILE}:${line} ${route}`)).toEqual([]);
  });
});

type Answers = Record<Asker, RawAnswer | undefined>;

await describeInstallations('every route, for every role and place', (kind) => {
  const running = runningInstallation(kind, async ({ installation, application }) => {
    const world = await buildWorld(installation, application);
    return { world, users: await askers(application, world) };
  });

  it.each(table.map((route) => [route.route, route] as const))('%s', async (_name, route) => {
    const { world, users } = running();
    const wrong: string[] = [];
    const foreign: Answers[] = [];
    for (const row of route.rows) {
      const answers = await askAll(users, route, row, world.things[row.place] ?? {});
      wrong.push(...differences(row, answers));
      if (row.place === 'missing') wrong.push(...tellingApart(row, foreign, answers));
      else if (row.place.startsWith('foreign') || row.place === 'other-city') foreign.push(answers);
    }
    expect(wrong.join('\n')).toBe('');
  });
});

async function askAll(users: Record<Asker, ApiClient>, route: TableRoute, row: TableRow, things: Things): Promise<Answers> {
  const answers: Partial<Answers> = {};
  for (const [position, asker] of ASKERS.entries()) {
    if (row.expected[asker] === '-') continue;
    const method = route.route.slice(0, route.route.indexOf(' '));
    const text = (part: string): string => filled(part, things, position);
    const request = {
      method,
      path: text(route.ask),
      body: route.body === undefined ? undefined : text(route.body),
      form: route.form === undefined ? undefined : text(route.form),
    };
    const file = { name: '附件2.csv', text: `填报单位：${String(things['countyName'])}\n${SHEET}` };
    answers[asker] = await ask(users[asker], request, file);
  }
  return answers as Answers;
}

const SHEET = '序号,所属行业,企业名称,企业地址,职工人数\n1,建材,甲砖厂,一路,12\n';

function differences(row: TableRow, answers: Answers): string[] {
  const answered = Object.fromEntries(ASKERS.map((asker) => [asker, String(answers[asker]?.status ?? '-')])) as Record<Asker, string>;
  if (ASKERS.every((asker) => row.expected[asker].split('|').includes(answered[asker]))) return [];
  return [`${TABLE_FILE}:${row.line} expects`, rowText(row.place, row.expected), 'and it was answered', rowText(row.place, answered)];
}

/** What is somebody else's must be answered like what there is not, but for the number of the request. */
function tellingApart(row: TableRow, foreign: readonly Answers[], missing: Answers): string[] {
  return ASKERS.flatMap((asker) => {
    const nothing = missing[asker];
    const told = foreign.map((answers) => answers[asker]).filter((answer) => answer !== undefined && answer.status === nothing?.status);
    const different = told.filter((answer) => answer && nothing && bodyOf(answer) !== bodyOf(nothing));
    return different.map(
      (answer) => `${TABLE_FILE}:${row.line} ${asker} can tell apart ${answer ? bodyOf(answer) : ''} and ${nothing ? bodyOf(nothing) : ''}`,
    );
  });
}

const bodyOf = ({ bytes }: RawAnswer): string => bytes.toString('utf8').replace(/"requestId":"[^"]*"/, '');
