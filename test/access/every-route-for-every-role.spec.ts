import { mayDo, type Right } from '../../src/access/domain/index.js';
import type { ApiClient } from '../support/api-client.js';
import { eventually } from '../support/processes.js';
import { CITY_CODE, LINHE, logInAgain } from '../support/users.js';
import { allLinks, matchNow } from '../support/city.js';
import { describeInstallations } from '../support/installation.js';
import { ask, filled, type RawAnswer, type Things } from './ask.js';
import { foreignCanaries, foreignCodes, readEverything } from './crawl.js';
import { openWorld, type RunningWorld } from './prepared-world.js';
import { factsOfTheRouter, TABLE_FILE, type RouterFacts } from './routes.js';
import { ASKERS, PLACES, readTable, ROLE_OF, rowText, type Asker, type TableRoute, type TableRow } from './table.js';
import { COUNTIES, isBelow, STRAY, TWIN } from './places.js';
import { askers, type World } from './world.js';

const table = readTable();

describe('the table of routes, roles and places', () => {
  let routes: readonly string[];
  let demands: RouterFacts['demands'];
  beforeAll(async () => {
    ({ routes, demands } = await factsOfTheRouter());
  });

  it('has a row for every route of the router', () => {
    const without = routes.filter((route) => !table.some((listed) => listed.route === route && listed.rows.length > 0));
    expect(without.map((route) => `${route} has no row in ${TABLE_FILE}: add one for each place, as its head describes.`)).toEqual([]);
  });

  it('has no route that the router does not know', () => {
    expect(table.map(({ route }) => route).filter((route) => !routes.includes(route))).toEqual([]);
  });

  it('refuses whoever lacks the right that the route demands, before anything is looked up', () => {
    const different = table.filter((listed) => !agrees(listed, demands.get(listed.route)));
    expect(different.map(({ line, route }) => `${TABLE_FILE}:${line} ${route} demands ${demands.get(route) ?? 'nothing'}`)).toEqual([]);
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

/** Whether those are refused whose role has not the right that the route demands, and nobody where it demands none. */
function agrees({ rows }: TableRoute, right: Right | undefined): boolean {
  const own = rows.find(({ place }) => place === 'any' || place === 'own');
  return Object.entries(ROLE_OF).every(([asker, role]) => {
    const expected = own?.expected[asker as Asker];
    return expected === '-' || (expected === '403') === (right !== undefined && !mayDo(role, right));
  });
}

type Answers = Record<Asker, RawAnswer | undefined>;

/** What was answered of the things of a place. */
interface Told {
  readonly answers: Answers;
  readonly things: Things;
}

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

  const check = async (route: TableRoute): Promise<void> => {
    const { world, users } = running();
    const wrong: string[] = [];
    const foreign: Told[] = [];
    for (const row of route.rows) {
      const things = world.things[row.place] ?? {};
      const answers = await askAll(users, route, row, things);
      wrong.push(...differences(row, answers), ...(await leaks(row, answers)));
      if (row.place === 'missing') wrong.push(...tellingApart(row, foreign, { answers, things }));
      else if (row.place !== 'any' && !row.place.startsWith('own')) foreign.push({ answers, things });
    }
    expect(wrong.join('\n')).toBe('');
  };
  const isReading = ({ route }: TableRoute): boolean => route.startsWith('GET ');
  const named = (routes: readonly TableRoute[]): [string, TableRoute][] => routes.map((route) => [route.route, route]);

  it.each(named(table.filter(isReading)))('%s', (_name, route) => check(route));

  it('tells nobody anything of others, whatever there is to read', async () => {
    const { world, application } = running();
    const seenBy = async ([key, username]: [string, string]): Promise<string[]> => {
      const [, regionCode = ''] = key.split(' ');
      const user = await logInAgain(application.address, username);
      const seen: string[] = [];
      for (const { path, answer } of await readEverything(user, table, thingsFor(world, regionCode)))
        for (const sign of [...(await foreignCanaries(answer, regionCode)), ...(await foreignCodes(answer, regionCode))])
          seen.push(`${key} sees ${sign} at ${path}`);
      return seen;
    };
    // Every user is one, and all of them at once: that also tells whether one's answer ever comes to another.
    expect((await Promise.all(Object.entries(world.usernames).map(seenBy))).flat()).toEqual([]);
  });

  // What is changed is looked at afterwards: the people of a county are named where they have worked on its development zone.
  it.each(named(table.filter((route) => !isReading(route))))('%s', (_name, route) => check(route));

  it('matches anew within the own city only', async () => {
    const { users } = running();
    // A run that the table has asked for may still go on.
    await eventually('the city is matched', () => matchNow(users.reviewer).catch(() => undefined), 60);
    const links = await allLinks(users.reviewer, `&county=${LINHE}`);
    const statuses = (name: string): string[] => links.filter(({ enterpriseName }) => enterpriseName === name).map(({ status }) => status);
    expect([statuses(TWIN), statuses(STRAY)]).toEqual([['auto'], []]);
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
  const method = route.route.slice(0, route.route.indexOf(' '));
  const askOne = async (position: number, asker: Asker): Promise<void> => {
    if (row.expected[asker] === '-') return;
    const text = (part: string): string => filled(part, things, position);
    const request = {
      method,
      path: text(route.ask),
      body: route.body === undefined ? undefined : text(route.body),
      form: route.form === undefined ? undefined : text(route.form),
    };
    const file = { name: '附件2.csv', text: `填报单位：${String(things['countyName'])}\n${SHEET}` };
    answers[asker] = await ask(users[asker], request, file);
  };
  // Who changes something comes one after the other; readers do not get into each other's way.
  if (method === 'GET') await Promise.all(ASKERS.map((asker, position) => askOne(position, asker)));
  else for (const [position, asker] of ASKERS.entries()) await askOne(position, asker);
  return answers as Answers;
}

const SHEET = '序号,所属行业,企业名称,企业地址,职工人数\n1,建材,甲砖厂,一路,12\n';

function differences(row: TableRow, answers: Answers): string[] {
  const answered = Object.fromEntries(ASKERS.map((asker) => [asker, String(answers[asker]?.status ?? '-')])) as Record<Asker, string>;
  if (ASKERS.every((asker) => row.expected[asker].split('|').includes(answered[asker]))) return [];
  return [`${TABLE_FILE}:${row.line} expects`, rowText(row.place, row.expected), 'and it was answered', rowText(row.place, answered)];
}

/** What is somebody else's must be answered like what there is not, but for what was asked and the numbers of request and upload. */
function tellingApart(row: TableRow, foreign: readonly Told[], missing: Told): string[] {
  return ASKERS.flatMap((asker) => {
    const nothing = saidTo(asker, missing);
    const told = foreign.filter(({ answers }) => answers[asker]?.status === missing.answers[asker]?.status);
    const different = told.map((one) => saidTo(asker, one)).filter((words) => words !== nothing);
    return different.map((words) => `${TABLE_FILE}:${row.line} ${asker} can tell apart ${words} and ${nothing}`);
  });
}

function saidTo(asker: Asker, { answers, things }: Told): string {
  const words = answers[asker]?.bytes.toString('utf8') ?? '';
  return words.replaceAll(String(things['county']), 'county').replace(/"(requestId|batchId)":("[^"]*"|\d+)/g, '');
}
