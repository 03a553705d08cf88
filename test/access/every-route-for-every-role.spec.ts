import type { ApiClient } from '../support/api-client.js';
import { CITY_CODE, LINHE, logInAgain } from '../support/users.js';
import { describeInstallations } from '../support/installation.js';
import { ask, filled, type RawAnswer, type Things } from './ask.js';
import { foreignCanaries, readEverything } from './crawl.js';
import { openWorld, type RunningWorld } from './prepared-world.js';
import { routesOfTheRouter, TABLE_FILE } from './routes.js';
import { ASKERS, PLACES, readTable, rowText, type Asker, type TableRoute, type TableRow } from './table.js';
import { COUNTIES, isBelow } from './places.js';
import { askers, type World } from './world.js';

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
    const places = PLACES.filter((place) => place !== 'any');
    const lacking = table.filter(({ ask: path, body, form, rows }) => {
      const named = /\{\w+\}/.test(`${path}${body ?? ''}${form ?? ''}`);
      return named && !places.every((place) => rows.some((row) => row.place === place));
    });
    expect(lacking.map(({ line, route }) => `${TABLE_FILE}:${line} ${route}`)).toEqual([]);
  });
});

type Answers = Record<Asker, RawAnswer | undefined>;

await describeInstallations('every route, for every role and place', (kind) => {
  let opened: (RunningWorld & { readonly users: Record<Asker, ApiClient> }) | undefined;
  const running = (): NonNullable<typeof opened> => {
    if (!opened) throw new Error('The world is not ready.');
    return opened;
  };
  beforeAll(async () => {
    const world = await openWorld(kind);
    opened = { ...world, users: await askers(world.application, world.world) };
  });
  afterAll(() => opened?.close());

  it.each(table.map((route) => [route.route, route] as const))('%s', async (_name, route) => {
    const { world, users } = running();
    const wrong: string[] = [];
    const foreign: Answers[] = [];
    for (const row of route.rows) {
      const answers = await askAll(users, route, row, world.things[row.place] ?? {});
      wrong.push(...differences(row, answers), ...(await leaks(row, answers)));
      if (row.place === 'missing') wrong.push(...tellingApart(row, foreign, answers));
      else if (row.place !== 'any' && !row.place.startsWith('own')) foreign.push(answers);
    }
    expect(wrong.join('\n')).toBe('');
  });

  it('tells nobody anything of others, whatever there is to read', async () => {
    const { world, application } = running();
    const seen: string[] = [];
    for (const [key, username] of Object.entries(world.usernames)) {
      const [, regionCode = ''] = key.split(' ');
      const user = await logInAgain(application.address, username);
      for (const { path, answer } of await readEverything(user, table, thingsFor(world, regionCode)))
        seen.push(...(await foreignCanaries(answer, regionCode)).map((canary) => `${key} sees ${canary} at ${path}`));
    }
    expect(seen).toEqual([]);
  });

  it('told the first city the same before there was another one', async () => {
    const { world } = running();
    const together = Object.entries(world.together);
    expect(together.length).toBeGreaterThan(50);
    expect(together.filter(([path, text]) => world.alone[path] !== text)).toEqual([]);
  });

  it('writes nothing of any county into logs and jobs', async () => {
    const { application, installation } = running();
    const { job = [] } = await installation.tables();
    expect(job.length).toBeGreaterThan(10);
    const written = `${application.stdout()}${application.stderr()}${JSON.stringify(job)}`;
    expect(COUNTIES.filter(({ canary }) => written.includes(canary))).toEqual([]);
  });
});

/** What belongs to a county, or to the first county of a city. */
function thingsFor(world: World, regionCode: string): Things {
  const county = COUNTIES.find(({ code }) => isBelow(code, regionCode));
  return (county && world.things[county.place]) ?? {};
}

const REGION_OF: Readonly<Record<Asker, string>> = {
  ...{ clerk: LINHE, health: LINHE, leader: LINHE },
  ...{ reviewer: CITY_CODE, auditor: CITY_CODE, admin: CITY_CODE },
  nobody: '',
};

async function leaks(row: TableRow, answers: Answers): Promise<string[]> {
  const found: string[] = [];
  for (const asker of ASKERS) {
    const answer = answers[asker];
    const canaries = answer ? await foreignCanaries(answer, REGION_OF[asker]) : [];
    found.push(...canaries.map((canary) => `${TABLE_FILE}:${row.line} ${asker} sees ${canary}`));
  }
  return found;
}

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
