import { createHash, randomBytes } from 'node:crypto';
import { oneKeyCipher } from '../../src/access/testing/one-key-cipher.js';
import { Scope } from '../../src/access/domain/scope.js';
import { RegionTree } from '../../src/kernel/index.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { openDatabase, type Database } from '../../src/platform/database/index.js';
import { turnOf, type PlannedTurn } from '../../src/reporting/domain/index.js';
import { JUNE } from '../../src/reporting/domain/testing/two-cycles.js';
import type { CountyReport } from '../../src/reporting/reporting.store.js';
import { TypeOrmOverrideStore } from '../../src/reporting/typeorm/override.store.typeorm.js';
import { TypeOrmReportingStore } from '../../src/reporting/typeorm/reporting.store.typeorm.js';
import { TypeOrmSubmissionStore } from '../../src/reporting/typeorm/submission.store.typeorm.js';
import { SCHEMA } from '../../src/schema.js';
import { createScratchDatabase, describeDatabases, type ScratchDatabase } from '../support/services.js';
import { readTables } from '../support/tables.js';

const COUNTY = '150802';
const CONTENT = '{"name":"甲某"}';
const HASH = createHash('sha256').update(CONTENT).digest('hex');
const GUARDED = ['coverage_snapshot', 'report_submission', 'submission_batch', 'report_event'];

const regions = new RegionTree([
  { code: '150800', name: '巴彦淖尔市', level: 'city', parentCode: null, aliases: [] },
  { code: COUNTY, name: '临河区', level: 'county', parentCode: '150800', aliases: [] },
  { code: '150821', name: '五原县', level: 'county', parentCode: '150800', aliases: [] },
]);
const scope = Scope.below(COUNTY, regions);

class SetClock extends Clock {
  at = new Date('2022-06-04T02:00:00.000Z');

  now(): Date {
    return this.at;
  }
}

const turn: PlannedTurn = { ...turnOf(JUNE, 2022), cycle: JUNE, planNumber: 1 };

await describeDatabases('what a county has handed in', (kind) => {
  const cipher = oneKeyCipher(randomBytes(32));
  const clock = new SetClock();
  let scratch: ScratchDatabase;
  let database: Database;
  let reports: TypeOrmReportingStore;
  let submissions: TypeOrmSubmissionStore;
  let overrides: TypeOrmOverrideStore;
  let report: CountyReport;
  let snapshotId: number;

  beforeAll(async () => {
    scratch = await createScratchDatabase(kind, 'handed_in');
    database = await openDatabase(scratch.config, SCHEMA);
    reports = new TypeOrmReportingStore(database, cipher, clock);
    submissions = new TypeOrmSubmissionStore(database, cipher);
    overrides = new TypeOrmOverrideStore(database, cipher);
    await database.unitOfWork(handIn);
  });

  afterAll(async () => {
    await database.close();
    await scratch.drop();
  });

  const event = (type: 'submit' | 'unlock' | 'lapse'): { type: typeof type; madeBy: string; madeAt: Date; reason: string } => {
    return { type, madeBy: '审核人', madeAt: clock.now(), reason: '甲某的诊断时间有误' };
  };

  async function handIn(): Promise<void> {
    const sql = `INSERT INTO coverage_snapshot (countyCode, asOf, content, hash, rules, createdBy, createdAt) VALUES (?, ?, ?, ?, ?, ?, ?)`;
    await database.writer.query(sql, [COUNTY, '2022-05-31', '{}', HASH, 'r', '系统', '2022-06-04 02:00:00.000']);
    const [snapshot] = await database.writer.query<{ id: number }[]>('SELECT id FROM coverage_snapshot');
    snapshotId = snapshot?.id ?? 0;
    const [fresh] = await reports.ensure(turn, [COUNTY]);
    if (!fresh) throw new Error('No report was made.');
    const submission = {
      reportId: fresh.id,
      countyCode: COUNTY,
      number: 1,
      receiptNumber: 'HZ-1',
      content: CONTENT,
      hash: HASH,
      rules: 'r',
      snapshotId,
      submittedBy: '审核人',
      submittedAt: clock.now(),
    };
    const receipt = await submissions.add(submission, [3, 4]);
    const changes = { state: 'submitted', submissionId: receipt.id, snapshotId, submittedAt: clock.now() } as const;
    expect(await reports.change(fresh, changes, event('submit'))).toBe(true);
    report = await again();
  }

  async function again(): Promise<CountyReport> {
    const [found] = await reports.list(scope, {});
    if (!found) throw new Error('The report is gone.');
    return found;
  }

  it('reads back as it was, and stands sealed in the table', async () => {
    expect(await submissions.find(report, 1)).toMatchObject({ content: CONTENT, hash: HASH, number: 1 });
    const { report_submission: rows = [], report_event: events = [] } = await readTables(scratch.config);
    expect(JSON.stringify([rows, events])).not.toContain('甲某');
    expect(await reports.history(report)).toMatchObject([{ type: 'submit', toState: 'submitted', reason: '甲某的诊断时间有误' }]);
  });

  it.each(GUARDED)('in %s cannot be changed or removed by anybody who writes SQL', async (table) => {
    const [row] = (await readTables(scratch.config))[table] ?? [];
    const column = Object.keys(row ?? {}).find((name) => !/id$/i.test(name)) ?? 'batchId';
    for (const sql of [`UPDATE ${table} SET ${column} = ${column}`, `DELETE FROM ${table}`])
      await expect(database.unitOfWork(() => database.writer.query(sql))).rejects.toThrow(`append-only: ${table}`);
    expect((await readTables(scratch.config))[table]?.length).toBeGreaterThan(0);
  });

  it('is found by the batches that it rests on, in its own county only', async () => {
    expect([...(await submissions.restingOn(3, scope))]).toEqual([report.submissionId]);
    expect([...(await submissions.restingOn(5, scope))]).toEqual([]);
    expect([...(await submissions.restingOn(3, Scope.below('150821', regions)))]).toEqual([]);
  });

  it('is not seen, nor is its report, from another county', async () => {
    expect(await reports.find(report.id, Scope.below('150821', regions))).toBeUndefined();
    expect(await reports.list(Scope.below('150821', regions), {})).toEqual([]);
  });

  it('a stale version changes nothing and writes no history', async () => {
    const stale = { ...report, version: report.version - 1 };
    expect(await database.unitOfWork(() => reports.change(stale, { state: 'accepted' }, event('submit')))).toBe(false);
    expect(await again()).toEqual(report);
    expect(await reports.history(report)).toHaveLength(1);
  });

  it('a case that it counts is counted by no other report', async () => {
    const [other] = await database.unitOfWork(() => reports.ensure({ ...turn, ...turnOf(JUNE, 2023) }, [COUNTY]));
    if (!other) throw new Error('No second report was made.');
    const assign = (to: CountyReport, ...ids: readonly number[]): Promise<boolean> =>
      database.unitOfWork(() =>
        submissions.assignCases(
          to,
          ids.map((caseId) => ({ caseId, supplementary: false })),
          clock.now(),
        ),
      );
    expect(await assign(report, 1, 2)).toBe(true);
    expect(await assign(other, 2, 3)).toBe(false);
    expect(await assign(report, 1)).toBe(true);
    expect(await assign(other, 2, 3)).toBe(true);
    expect([...(await submissions.carriers(scope))].sort()).toEqual([
      [1, report.id],
      [2, other.id],
      [3, other.id],
    ]);
    expect(await submissions.carriers(Scope.below('150821', regions))).toEqual(new Map());
  });

  it('holds again when an unlocking has run out: the report by itself, and its overrides with the job', async () => {
    const address = { form: 'annex-3', row: 'case-1', field: 'remark' } as const;
    const override = (value: string): Parameters<TypeOrmOverrideStore['set']>[1] => {
      return { address, value, systemValue: '', reason: '核实', madeBy: '经办人', madeAt: clock.now() };
    };
    await database.unitOfWork(() => overrides.set(report, override('提交时')));
    clock.at = new Date('2022-06-10T02:00:00.000Z');
    const unlocking = { at: clock.now(), until: new Date('2022-06-11T02:00:00.000Z'), fallbackState: 'submitted' } as const;
    await database.unitOfWork(() => reports.change(report, { state: 'drafting', unlocking }, event('unlock')));
    clock.at = new Date('2022-06-10T03:00:00.000Z');
    await database.unitOfWork(() => overrides.set(report, override('解锁后')));
    expect(await again()).toMatchObject({ state: 'drafting', unlocking });
    clock.at = unlocking.until;
    const expired = await again();
    expect(expired).toMatchObject({ state: 'submitted' });
    const lapse = (): Promise<boolean> => database.unitOfWork(() => reports.lapse(expired, snapshotId, event('lapse')));
    expect([await lapse(), await lapse()]).toEqual([true, false]);
    await database.unitOfWork(() => overrides.restore(expired, unlocking.at, '系统', clock.now()));
    expect(await again()).toMatchObject({ state: 'submitted', unlocking: null, version: expired.version });
    expect((await overrides.inForce(report)).map(({ value }) => value)).toEqual(['提交时']);
    expect((await readTables(scratch.config))['report_override']).toHaveLength(3);
  });

  it('that no longer has its hash is an error that names the report', async () => {
    await database.unitOfWork(async () => {
      const guard = kind === 'sqlite' ? 'DROP TRIGGER "report_submission_no_update"' : 'DROP TRIGGER `report_submission_no_update`';
      await database.writer.query(guard);
      await database.writer.query('UPDATE report_submission SET content = ?', [cipher.seal('{"name":"乙某"}')]);
    });
    const refusal = { code: 'submission-damaged', message: expect.stringContaining('150802 在 2022-06-05 截止的报表第 1 次提交') };
    await expect(submissions.find(report, 1)).rejects.toMatchObject(refusal);
    await database.unitOfWork(() => database.writer.query("UPDATE report_submission SET content = 'v1:broken'"));
    await expect(submissions.byId(report, report.submissionId ?? 0)).rejects.toMatchObject(refusal);
  });
});
