// Matches through the database: a whole run as `match` starts it, from the rows of the tables to the links, and again after a few rows have changed.
// usage: node bench/matching/database.mjs [--records 100000] [--database sqlite|mariadb|both] [--changed 0.01] [--edits mixed] [--seed 2] [--json]
// One process, which does all parts. Tables are filled by bulk statements, since importing a million rows is measured elsewhere. Build first.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { withDatabase } from '../lib/databases.mjs';
import { watchMemory } from '../lib/process-tree.mjs';
import { atMost, report } from '../lib/report.mjs';
import { cityFolder, readCity, readRows, SIDES } from './city-files.mjs';

const HERE = fileURLToPath(import.meta.url);
const GOALS = { changedPercent: 1.5, peakMiB: 2048 };
const MONTH = '2022-12';
const CITY = '150800';
const mebibytes = (bytes) => `${(bytes / 2 ** 20).toFixed(0)} MiB`;
const { values: options } = parseArgs({
  options: {
    records: { type: 'string', default: '100000' },
    database: { type: 'string', default: 'both' },
    changed: { type: 'string', default: '0.01' },
    edits: { type: 'string', default: 'mixed' },
    seed: { type: 'string', default: '2' },
    mix: { type: 'string', default: 'natural' },
    dist: { type: 'string', default: 'dist' },
    folder: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

async function measure() {
  const folder = await cityFolder(options);
  const lines = [];
  for (const database of options.database === 'both' ? ['sqlite', 'mariadb'] : [options.database]) {
    const line = await withDatabase(database, 'matching', (env) => matchedIn(database, folder, env));
    const share = (100 * line.next.seconds) / line.full.seconds;
    lines.push({ ...line, share });
    console.log(`${database}: peak ${mebibytes(line.peak)}`);
    console.log(`  all anew ${described(line.full)}`);
    console.log(`  ${Number(options.changed) * 100} % ${options.edits}: ${described(line.next)} = ${share.toFixed(1)} %`);
  }
  if (options.json) report(reportOf(lines));
}

const described = ({ seconds, cpu, phases, summary }) => {
  const each = Object.entries(phases).map(([name, length]) => `${name} ${length.toFixed(1)}`);
  return `${seconds.toFixed(1)} s, CPU ${cpu.toFixed(1)} s (${each.join(', ')}); ${JSON.stringify(summary)}`;
};

function reportOf(lines) {
  const records = Number(options.records);
  const result = (name, { seconds, cpu }, peak) => ({
    name,
    seconds,
    cpuSeconds: cpu,
    rowsPerSecond: records / seconds,
    peakMiB: peak / 2 ** 20,
  });
  const results = lines.flatMap(({ database, full, next, peak }) => [
    result(`${database}, all anew`, full, peak),
    result(`${database}, ${Number(options.changed) * 100} % changed`, next, peak),
  ]);
  const goals = lines.flatMap(({ database, share, peak }) => [
    atMost(`${database}: a run after 1 % changed, of a full run`, GOALS.changedPercent, share, '%'),
    atMost(`${database}: peak memory`, GOALS.peakMiB, peak / 2 ** 20, 'MiB'),
  ]);
  return { bench: 'matching-database', rows: records, results, goals };
}

/** Both runs in a process of their own, whose memory is watched from outside. */
async function matchedIn(database, folder, env) {
  const args = [HERE, '--folder', folder, '--dist', options.dist, '--edits', options.edits];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const peak = watchMemory(child.pid);
  const runs = [];
  for await (const line of createInterface({ input: child.stdout })) if (line.startsWith('{"seconds"')) runs.push(JSON.parse(line));
  const code = child.exitCode ?? (await new Promise((done) => child.once('exit', done)));
  if (code !== 0) throw new Error(`The runs ended with ${code}.`);
  const [full, next] = runs;
  return { database, full, next, peak: peak() };
}

async function matchHere(folder) {
  const dist = (name) => import(pathToFileURL(resolve(options.dist, name)).href);
  const [{ configFromEnvironment, createContext }, { systemPrincipal }, { RegionSource }, { RunMatching }, { Database }] = await Promise.all(
    ['bootstrap.js', 'access/index.js', 'geography/index.js', 'matching/index.js', 'platform/database/index.js'].map(dist),
  );
  let context = await createContext({ ...configFromEnvironment(), role: 'web' });
  await fill(context.get(Database), folder, dist);
  await context.close();
  // Regions are read once by each process.
  context = await createContext({ ...configFromEnvironment(), role: 'web' });
  const regions = context.get(RegionSource);
  const [city] = await regions.cityCodes();
  const principal = systemPrincipal(await regions.tree(), city);
  await run(context, RunMatching, principal);
  await change(context.get(Database), folder, dist);
  await run(context, RunMatching, principal);
  await context.close();
}

async function run(context, RunMatching, principal) {
  const matching = context.get(RunMatching);
  const { MatchingRunStore } = await import(pathToFileURL(resolve(options.dist, 'matching/runs/matching-run.store.js')).href);
  const phases = {};
  const [from, cpuFrom] = [performance.now(), process.cpuUsage()];
  const watching = setInterval(() => {
    const at = performance.now();
    void context
      .get(MatchingRunStore)
      .running()
      .then((going) => going && (phases[going.phase] ??= at));
  }, 50);
  const summary = await matching.run(principal);
  clearInterval(watching);
  const until = performance.now();
  const { user, system } = process.cpuUsage(cpuFrom);
  const begun = Object.entries(phases);
  const lengths = begun.map(([name, at], i) => [name, ((begun[i + 1]?.[1] ?? until) - (i === 0 ? from : at)) / 1000]);
  const [seconds, cpu] = [(until - from) / 1000, (user + system) / 1e6];
  console.log(JSON.stringify({ seconds, cpu, phases: Object.fromEntries(lengths), summary }));
}

/** What the tables hold after a hand-over of each county and an extract of the city. */
async function fill(database, folder, dist) {
  const entities = await entitiesOf(dist);
  const { insertInChunks } = await dist('platform/database/index.js');
  const { newBatchColumns } = await dist('intake/typeorm/batch-mapping.js');
  const { regions, segments } = readCity(folder);
  const counties = regions.filter(({ level }) => level === 'county');
  await database.unitOfWork(async () => {
    const { writer } = database;
    await writer.createQueryBuilder().delete().from(entities.RegionEntity).execute();
    await insertInChunks(
      writer,
      entities.RegionEntity,
      // One city has all counties, as matching looks at one.
      regions.map(({ aliases, ...region }) => ({
        ...region,
        aliases: JSON.stringify(aliases),
        parentCode: region.level === 'city' && region.code !== CITY ? CITY : region.parentCode,
      })),
    );
    const about = { kind: 'registry', fileName: 'bench', fileHash: '', countyCode: null, asOf: null, regionCode: CITY };
    const told = { sheets: { tables: [], skipped: [], settings: {} }, createdBy: 'bench', createdAt: new Date(0), purpose: 'bench' };
    const batch = await writer.save(writer.create(entities.ImportBatchEntity, newBatchColumns({ ...about, ...told })));
    const handovers = counties.map(({ code }, i) => ({
      id: i + 1,
      countyCode: code,
      month: MONTH,
      batchId: batch.id,
      recordedBy: 'bench',
      recordedAt: new Date(0),
    }));
    for (const handover of handovers) await writer.insert(entities.RegistryHandoverEntity, handover);
    const handoverOf = new Map(handovers.map(({ countyCode, id }) => [countyCode, id]));
    for (const side of SIDES)
      for (const segment of segments[side]) {
        const rows = readRows(folder, 'rows', side, segment);
        const tables = side === 'enterprise' ? registryRows(rows, handoverOf, batch.id) : enrolmentRows(rows, batch.id);
        // With the ids of the rows: what changes them finds them again.
        for (const [name, of] of Object.entries(tables)) await insertWithIds(writer, entities[name], of);
      }
  });
}

async function insertWithIds(writer, entity, rows) {
  const metadata = writer.dataSource.getMetadata(entity);
  const { driver } = writer.dataSource;
  for (let from = 0; from < rows.length; from += 500) {
    const piece = rows.slice(from, from + 500);
    const names = Object.keys(piece[0]);
    const columns = names.map((name) => metadata.findColumnWithPropertyName(name));
    const places = `(${names.map(() => '?').join(', ')})`;
    const values = piece.flatMap((row) => columns.map((column, i) => bound(driver.preparePersistentValue(row[names[i]] ?? null, column))));
    const head = columns.map(({ databaseName }) => driver.escape(databaseName)).join(', ');
    await writer.query(`INSERT INTO ${driver.escape(metadata.tableName)} (${head}) VALUES ${piece.map(() => places).join(', ')}`, values);
  }
}

const bound = (value) => (typeof value === 'boolean' ? Number(value) : value);

function registryRows(rows, handoverOf, batchId) {
  const origin = (id) => ({ batchId, sheet: 'bench', rowNumber: id });
  const unsaid = { sequence: '', industryCode: null, industryText: '', remark: '', legalRepresentative: '', businessScope: '' };
  const uncounted = { dustExposedHeadcount: null, proposal: null, suspended: false, statedHeadcount: null, insuredElsewhere: false };
  return {
    EnterpriseEntity: rows.map(({ id, countyCode, name, creditCode }) => ({
      ...{ id, countyCode, name, nameKey: name, creditCode, createdAt: new Date(0) },
      ...origin(id),
    })),
    EnterpriseAliasEntity: rows.flatMap(({ id, aliases }) =>
      aliases.map((name) => ({
        ...{ enterpriseId: id, name, nameKey: name, source: 'former-name', linkId: null },
        ...{ createdBy: 'bench', createdAt: new Date(0) },
      })),
    ),
    RegistryLineEntity: rows.map((row) => ({
      ...{ id: row.id, enterpriseId: row.id, handoverId: handoverOf.get(row.countyCode), creditCode: row.creditCode },
      ...{ ...lineOf(row), ...origin(row.id), ...unsaid, ...uncounted },
    })),
  };
}

const lineOf = ({ name, address, headcount, contact, phones }) => ({
  ...{ name, headcount: headcount ?? null },
  ...{ address: address ?? '', contact: contact ?? '', phones: (phones ?? []).join('、') },
});

const saidOf = ({ name, insuredCount, contact, phones, address }) => ({
  ...{ name, insuredCount: insuredCount ?? 0 },
  ...{ contact: contact ?? null, phones: (phones ?? []).join('、') || null, address: address ?? null },
});

function enrolmentRows(rows, batchId) {
  return {
    EnrolmentUnitEntity: rows.map(({ id, unitNo, name, creditCode, countyCode }) => ({
      ...{ id, poolingArea: CITY, unitNo, name, creditCode, countyCode, newestMonth: MONTH, batchId },
    })),
    EnrolmentRecordEntity: rows.map((row) => ({
      ...{ id: row.id, unitId: row.id, month: MONTH, insurance: '410', status: 'active' },
      ...{ ...saidOf(row), creditCode: row.creditCode, countyCode: row.countyCode },
      ...{ batchId, sheet: 'bench', rowNumber: row.id, recordedAt: new Date(0), supersededByBatchId: null },
    })),
  };
}

/** Writes what the edits change, and notes it as an import does. */
async function change(database, folder, dist) {
  const { EnrolmentRecordEntity, EnrolmentUnitEntity, RegistryLineEntity } = await entitiesOf(dist);
  const { ChangeLog } = await dist('platform/changes/index.js');
  const { segments } = readCity(folder);
  await database.unitOfWork(async () => {
    const { writer } = database;
    for (const side of SIDES)
      for (const segment of segments[side]) {
        const rows = readRows(folder, options.edits, side, segment);
        for (const row of rows) {
          if (side === 'enterprise') await writer.update(RegistryLineEntity, { id: row.id }, lineOf(row));
          else {
            await writer.update(EnrolmentUnitEntity, { id: row.id }, { name: row.name });
            await writer.update(EnrolmentRecordEntity, { id: row.id }, saidOf(row));
          }
        }
        await new ChangeLog(database).note(
          side,
          rows.map(({ id }) => id),
        );
      }
  });
}

async function entitiesOf(dist) {
  const modules = ['geography/typeorm/region.entity.js', 'intake/typeorm/intake.entities.js', 'registry/typeorm/registry.entities.js'];
  const found = await Promise.all([...modules, 'enrolment/typeorm/enrolment.entities.js'].map(dist));
  return Object.assign({}, ...found);
}

if (options.folder === undefined) await measure();
else await matchHere(options.folder);
