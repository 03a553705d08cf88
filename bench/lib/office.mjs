/** Who works on the sample province, and what they ask for all day. */
import { createHash, randomBytes } from 'node:crypto';
import { countyCode, DUE_ON } from './province.mjs';

export const PASSWORD = 'Bench-2022-sample!';
const ROLES = ['county-clerk', 'county-clerk', 'county-leader'];
const REVIEWERS = 30;

/**
 * Adds the people with a session each; returns who they are, what is theirs to decide, and their cookie.
 * @param context as `createContext` gives it, of a filled database
 */
export async function addPeople(context, dist, { sessions, sizes, reports }) {
  const [
    { Database, insertInChunks },
    { UserAccountEntity },
    { UserSessionEntity },
    { hash },
    { foldPassword, newAccount },
    { RegionSource },
  ] = await Promise.all([
    dist('platform/database/index.js'),
    dist('access/typeorm/user-account.entity.js'),
    dist('access/typeorm/user-session.entity.js'),
    import('@node-rs/argon2'),
    dist('access/domain/index.js'),
    dist('geography/index.js'),
  ]);
  const passwordHash = await hash(foldPassword(PASSWORD), { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  const [root] = await context.get(RegionSource, { strict: false }).cityCodes();
  const people = Array.from({ length: sessions }, (_, i) => personOf(i, root, sizes, reports));
  const database = context.get(Database);
  const now = new Date();
  await database.unitOfWork(async () => {
    const accounts = people.map(({ username, role, regionCode }) => ({
      ...newAccount({ username, displayName: username, passwordHash, role, regionCode, createdAt: now }),
      mustChangePassword: false,
    }));
    await insertInChunks(database.writer, UserAccountEntity, accounts);
    const idOf = new Map((await database.writer.find(UserAccountEntity)).map(({ id, username }) => [username, id]));
    const rows = people.map(({ token, username }) => ({
      tokenHash: createHash('sha256').update(token).digest('hex'),
      ...{ userId: idOf.get(username), createdAt: now, lastSeenAt: now, expiresAt: new Date(now.getTime() + 12 * 3_600_000) },
    }));
    await insertInChunks(database.writer, UserSessionEntity, rows);
  });
  return people;
}

function personOf(i, root, { counties, enterprises }, reports) {
  const isReviewer = i < REVIEWERS;
  const nth = i - REVIEWERS;
  const county = (isReviewer ? i : Math.floor(nth / ROLES.length)) % counties;
  const first = county * enterprises + 1;
  // Of ten enterprises one waits for a decision; the people of a county share them out.
  const open = Array.from({ length: Math.floor(enterprises / 10) }, (_, n) => first + n * 10 + 3);
  return {
    username: `person-${i}`,
    token: randomBytes(32).toString('base64url'),
    role: isReviewer ? 'municipal-reviewer' : ROLES[nth % ROLES.length],
    regionCode: isReviewer ? root : countyCode(county),
    county: countyCode(county),
    firstEnterprise: first,
    enterprises: isReviewer ? [] : open.filter((_id, n) => n % ROLES.length === nth % ROLES.length),
    report: reports.find((one) => one.countyCode === countyCode(county)).id,
  };
}

/**
 * A person's round, again and again. A step makes its request when its turn comes, with what earlier answers have told.
 * @returns {{ label: string, kind: 'read' | 'write', warms: boolean, request: () => object, answered: (status: number, body: string) => void }[]}
 */
export function scriptOf(person) {
  const headers = { cookie: `session=${person.token}`, 'content-type': 'application/json' };
  const read = (label, path, told = () => undefined, warms = false) => ({
    label: `GET ${label}`,
    kind: 'read',
    warms,
    request: () => ({ method: 'GET', path: typeof path === 'function' ? path() : path, headers, body: undefined }),
    answered: (status, body) => (status < 400 ? told(body) : undefined),
  });
  const write = (label, path, bodyOf) => ({
    label: `POST ${label}`,
    kind: 'write',
    warms: false,
    request: () => ({ method: 'POST', path: typeof path === 'function' ? path() : path, headers, body: JSON.stringify(bodyOf()) }),
    answered: () => undefined,
  });
  if (person.role === 'municipal-reviewer') return reviewerScript(person, read);
  return countyScript(person, read, write);
}

/** Where a round may begin: nobody changes what they have not looked at. */
const BEGINNINGS = [0, 1, 2, 3, 6, 7, 8, 9, 10, 11];

/** A person's round from another step than the neighbour's: people do not do the same at once. */
export function begunElsewhere(person) {
  const steps = scriptOf(person);
  const at = BEGINNINGS[Number(person.username.split('-')[1]) % BEGINNINGS.length];
  return [...steps.slice(at), ...steps.slice(0, at)];
}

function reviewerScript({ county, report }, read) {
  return [
    read('session', '/api/session'),
    read('coverage, the province by county', '/api/coverage?by=county', undefined, true),
    read('city-reports/matrix', '/api/city-reports/matrix?from=2022-01-01&to=2022-12-31'),
    read('coverage, the province by industry', '/api/coverage?by=industry', undefined, true),
    read('jobs', '/api/jobs?limit=50'),
    read('coverage/enterprises of a county', `/api/coverage/enterprises?county=${county}`),
    read('imports', '/api/imports?limit=20'),
    read('matching/review/counts of a county', `/api/matching/review/counts?county=${county}`),
    read('reports of a due day', `/api/reports?dueOn=${DUE_ON}`),
    read('reports/:id', `/api/reports/${report}`),
    read('reports/:id/draft', `/api/reports/${report}/draft`, undefined, true),
    read('city-reports/conflicts', '/api/city-reports/conflicts'),
    read('reports/completeness', '/api/reports/completeness?from=2022-01-01&to=2022-12-31'),
    read('messages', '/api/messages?limit=20'),
  ];
}

function countyScript(person, read, write) {
  const { county, report, enterprises, role } = person;
  const seen = { at: 0, entry: undefined, version: 0 };
  const enterprise = () => enterprises[seen.at % enterprises.length];
  const steps = [
    read('session', '/api/session'),
    read('coverage, a county by industry', '/api/coverage?by=industry', undefined, true),
    read('matching/review/entries', `/api/matching/review/entries?county=${county}&limit=20`),
    read(
      'matching/review/entries/:id',
      () => `/api/matching/review/entries/${enterprise()}`,
      (body) => (seen.entry = JSON.parse(body)),
    ),
    read('coverage/enterprises/:id/decision-effects', () => `/api/coverage/enterprises/${enterprise()}/decision-effects`),
    write(
      'matching/review/entries/:id/decisions',
      () => `/api/matching/review/entries/${enterprise()}/decisions`,
      () => decision(seen),
    ),
    read('matching/review/counts of a county', `/api/matching/review/counts?county=${county}`),
    read('coverage/enterprises of a county', `/api/coverage/enterprises?county=${county}`),
    read('imports', '/api/imports?limit=20'),
    read('registry/scope-proposals', `/api/registry/scope-proposals?county=${county}`),
    read('matching/links', `/api/matching/links?county=${county}&status=review&limit=50`),
    read('reports/:id', `/api/reports/${report}`, (body) => (seen.version = JSON.parse(body).version)),
    read('reports/:id/draft', `/api/reports/${report}/draft`, undefined, true),
    read('messages', '/api/messages?limit=20'),
  ];
  // Two people who change one report at once are told so: here one of the county's three does.
  return role === 'county-leader' ? [...steps, override(person, write, seen)] : steps;
}

/** The best open candidate is the enterprise; where nothing is open any more, the entry is looked at again another time. */
function decision(seen) {
  const { version, candidates = [] } = seen.entry ?? {};
  seen.at += 1;
  const open = candidates.find(({ status }) => status === 'review');
  return open ? { verdict: 'same', unitId: open.unit.unitId, version } : { verdict: 'unsure', version };
}

function override({ report, firstEnterprise }, write, seen) {
  let count = 0;
  return write('reports/:id/overrides', `/api/reports/${report}/overrides`, () => ({
    ...{ form: 'annex-2', row: `enterprise-${firstEnterprise}`, field: 'remark' },
    ...{ version: seen.version, value: `现场核实${++count}`, reason: '现场核实' },
  }));
}
