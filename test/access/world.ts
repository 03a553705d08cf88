import { join } from 'node:path';
import type { UserEntryResponse } from '../../src/access/access.dto.js';
import type { FirstAdministrator } from '../../src/access/index.js';
import type { JobView } from '../../src/jobs/jobs.dto.js';
import type { MatchingRunView } from '../../src/matching/runs/matching-runs.dto.js';
import type { CityBundleView } from '../../src/reporting/city/city.dto.js';
import type { ReportView } from '../../src/reporting/reporting.dto.js';
import { ApiClient, body } from '../support/api-client.js';
import { matchNow } from '../support/city.js';
import type { Installation } from '../support/installation.js';
import { eventually, pause, type Application } from '../support/processes.js';
import { administratorOf, CITY_CODE, LINHE, logInAgain, logInFirst, userWith } from '../support/users.js';
import type { Things } from './ask.js';
import { canaryOf, CITIES, cityOf, OTHER_CITY, type PlacedCity } from './places.js';
import { fillCounty, importCounty, unitRowsOf, unitsUpload, type CountyOfWorld, type CountyStaff } from './fill-county.js';
import { readEverything, saying } from './crawl.js';
import { readTable, ROLE_OF, type Asker, type Place } from './table.js';

/** Everything that the tests know of the installation. */
export interface World {
  readonly things: Readonly<Partial<Record<Place, Things>>>;
  /** Names of accounts: of the askers, and of the same roles in every other county and city. */
  readonly usernames: Readonly<Record<string, string>>;
  /** What the reviewer of the first city was told of everything before there was another city. */
  readonly alone: Readonly<Record<string, string>>;
  /** The same afterwards. */
  readonly together: Readonly<Record<string, string>>;
}

const NOBODY = 99_999_999;

/** Installs the other city into the running service, and logs its administrator in. */
async function addCity(installation: Installation, application: Application, packs: string): Promise<[string, ApiClient]> {
  const { code, stdout, stderr } = await installation.cli('city', 'add', join(packs, OTHER_CITY), '--json');
  if (code !== 0) throw new Error(stderr);
  const [administrator] = (JSON.parse(stdout) as { administrators: FirstAdministrator[] }).administrators;
  if (!administrator) throw new Error('The other city got no administrator.');
  const { username, password } = administrator;
  // The running process looks for new cities every ten seconds.
  await pause(11_000);
  return [username, await logInFirst(application.address, username, password)];
}

/** Fills an installation that was started for the first time with the first of the `packs`. */
export async function buildWorld(installation: Installation, application: Application, packs: string): Promise<World> {
  const users = new Users(await administratorOf(application));
  const things: Partial<Record<Place, Things>> = {};
  const alone: Record<string, string> = {};
  const together: Record<string, string> = {};
  for (const city of CITIES) {
    if (city.code === OTHER_CITY) users.add(`admin ${OTHER_CITY}`, await addCity(installation, application, packs));
    Object.assign(things, await fillCity(installation, users, city));
    await look(city.code === OTHER_CITY ? together : alone, users, things.own ?? {});
  }
  return { things: { ...things, missing: missingLike(things.own ?? {}), any: things.own ?? {} }, usernames: users.names, alone, together };
}

async function look(seen: Record<string, string>, users: Users, things: Things): Promise<void> {
  for (const asker of ['reviewer', 'admin'] as const)
    for (const [path, text] of await sayings(await users.of(asker, CITY_CODE), things)) seen[`${asker} ${path}`] = text;
}

/** Everything that a user is told in words. */
export async function sayings(user: ApiClient, things: Things): Promise<(readonly [string, string])[]> {
  return (await readEverything(user, readTable(), things)).map(saying).filter((said) => said !== undefined);
}

/** The accounts of the world, made when they are first needed. */
class Users {
  readonly names: Record<string, string> = { [`admin ${CITY_CODE}`]: 'admin' };
  private readonly made = new Map<string, ApiClient>();

  constructor(administrator: ApiClient) {
    this.made.set(`admin ${CITY_CODE}`, administrator);
  }

  add(key: string, [username, client]: readonly [string, ApiClient]): void {
    this.made.set(key, client);
    this.names[key] = username;
  }

  async of(asker: Exclude<Asker, 'nobody'>, regionCode: string): Promise<ApiClient> {
    const key = `${asker} ${regionCode}`;
    const known = this.made.get(key);
    if (known) return known;
    const administrator = await this.of('admin', cityOf(regionCode));
    const username = `${asker}-${regionCode}`;
    const made = await userWith(administrator, ROLE_OF[asker], regionCode, username, canaryOf(regionCode));
    this.made.set(key, made);
    this.names[key] = username;
    return made;
  }
}

async function fillCity(installation: Installation, users: Users, { code, counties }: PlacedCity): Promise<Partial<Record<Place, Things>>> {
  const reviewer = await users.of('reviewer', code);
  await users.of('auditor', code);
  const imported = new Map<string, Awaited<ReturnType<typeof importCounty>>>();
  for (const county of counties) imported.set(county.code, await importCounty(reviewer, county));
  const rows = counties.flatMap((county, i) => unitRowsOf(county, (i + 1) * 1000));
  const units = { kind: 'enrolment-unit', asOf: '2022-06', step: 'apply', confirmLargeChange: 'true' };
  await body(reviewer.import(unitsUpload(rows, `单位参保_${code}.csv`), units));
  await matchNow(reviewer);
  const things: Partial<Record<Place, Things>> = {};
  for (const county of counties) {
    const staff = { reviewer, clerk: await users.of('clerk', county.code), leader: await users.of('leader', county.code) };
    await users.of('health', county.code);
    const own = imported.get(county.code);
    if (!own) throw new Error('The county was not imported.');
    const filled = await fillCounty(staff, county, own);
    things[county.place] = { ...filled, ...(await systemThings(installation, users, staff, county)) };
  }
  const bundle = await bundleOf(reviewer);
  return Object.fromEntries(Object.entries(things).map(([place, of]) => [place, { ...of, bundle, city: code }]));
}

/** What is the county's in the parts of the system: a run, a job, an account, a message to each of its people. */
async function systemThings(installation: Installation, users: Users, { clerk }: CountyStaff, { code }: CountyOfWorld): Promise<Things> {
  const run = await body(clerk.post<MatchingRunView>('/api/matching/runs'));
  await eventually('the county is matched', async () =>
    (await body(clerk.get<MatchingRunView>(`/api/matching/runs/${run.id}`))).state === 'running' ? undefined : true,
  );
  const administrator = await users.of('admin', cityOf(code));
  const jobs = await body(administrator.get<JobView[]>('/api/jobs?name=reporting.prepare-county-report&limit=100'));
  const accounts = await body(administrator.get<UserEntryResponse[]>('/api/users'));
  const user = accounts.find(({ username }) => username === `clerk-${code}`)?.id ?? 0;
  const message = await installation.putMessage(user, code, canaryOf(code));
  return { run: run.id, job: jobs.find(({ key }) => key.includes(code))?.id ?? 0, user, message };
}

/** The archive of the day on which the reports are handed in; made by the time it is returned. */
async function bundleOf(reviewer: ApiClient): Promise<number> {
  const reports = await body(reviewer.get<ReportView[]>('/api/reports?dueOn=2022-10-10'));
  for (const { id, version, state } of reports)
    if (state === 'submitted') await body(reviewer.post(`/api/reports/${id}/acceptance`, { version }));
  const { id } = await body(reviewer.post<CityBundleView>('/api/city-reports/2022-10-10/bundles'));
  await eventually(
    'the archive is made',
    async () => {
      const { state } = await body(reviewer.get<CityBundleView>(`/api/city-bundles/${id}`));
      return state === 'done' ? true : undefined;
    },
    60,
  );
  return id;
}

/** The same words for things that there are not. */
const missingLike = (things: Things): Things => ({
  ...Object.fromEntries(Object.keys(things).map((word) => [word, NOBODY])),
  county: '159999',
  countyName: '无名县',
  city: '159900',
  sheet: things['sheet'] ?? '',
  row: things['row'] ?? 0,
  unit: things['unit'] ?? 0,
});

/** Those who ask: of the county that is their own, and of its city. */
export async function askers(application: Application, { usernames }: World): Promise<Record<Asker, ApiClient>> {
  const of = (asker: Exclude<Asker, 'nobody'>, regionCode: string): Promise<ApiClient> =>
    logInAgain(application.address, usernames[`${asker} ${regionCode}`] ?? '');
  return {
    clerk: await of('clerk', LINHE),
    health: await of('health', LINHE),
    leader: await of('leader', LINHE),
    reviewer: await of('reviewer', CITY_CODE),
    auditor: await of('auditor', CITY_CODE),
    admin: await of('admin', CITY_CODE),
    nobody: new ApiClient(application.address),
  };
}
