import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ReportFileView, ReportView } from '../../src/reporting/reporting.dto.js';
import { body } from '../support/api-client.js';
import { City, importKinds, matchNow } from '../support/city.js';
import { describeInstallations, runningInstallation } from '../support/installation.js';
import { eventually } from '../support/processes.js';
import { CITY } from '../support/repository.js';
import type { Row } from '../support/tables.js';
import { administratorOf, CITY_CODE, userWith } from '../support/users.js';

const city = new City(CITY);
const COUNTIES = ['150802', '150821', '150822', '150823', '150824', '150825', '150826'];
const FORMS = ['专项扩面完成情况', '附件2_尘肺病重点行业企业信息一览表', '附件3_职业病人员统计情况表'];
const JOB = 'reporting.prepare-county-report';
const PLANNED_DAYS = 400;
const DAY_MS = 86_400_000;

interface Turn {
  readonly cycle: 'june' | 'october';
  readonly dueOn: string;
  readonly windowFrom: string;
  readonly windowTo: string;
}

/** The Rules, 四(二): 5 June counts cases from 1 October to 31 May, 10 October those from 1 June to 30 September. */
const turnsOf = (year: number): Turn[] => [
  { cycle: 'june', dueOn: `${year}-06-05`, windowFrom: `${year - 1}-10-01`, windowTo: `${year}-05-31` },
  { cycle: 'october', dueOn: `${year}-10-10`, windowFrom: `${year}-06-01`, windowTo: `${year}-09-30` },
];

const shanghaiDay = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);

function turnsAhead(): Turn[] {
  const today = shanghaiDay(Date.now());
  const last = shanghaiDay(Date.now() + PLANNED_DAYS * DAY_MS);
  const year = Number(today.slice(0, 4));
  return [year, year + 1, year + 2].flatMap(turnsOf).filter(({ dueOn }) => dueOn >= today && dueOn <= last);
}

/** The window has closed when the next day begins in Shanghai. */
const runAt = ({ windowTo }: Turn): string => new Date(Date.parse(`${windowTo}T00:00:00+08:00`) + DAY_MS).toISOString();

/** Thirty days before the due day begins in Shanghai. */
const openedAt = ({ dueOn }: Turn): string => new Date(Date.parse(`${dueOn}T00:00:00+08:00`) - 30 * DAY_MS).toISOString();

/** SQLite keeps instants as text, MariaDB's driver gives dates. */
const instant = (value: unknown): string =>
  (value instanceof Date ? value : new Date(String(value).replace(' ', 'T').replace(/Z?$/, 'Z'))).toISOString();

const jobOf = (jobs: readonly Row[] | undefined, key: string, name = JOB): Row | undefined =>
  jobs?.find((job) => job['name'] === name && job['key'] === key);

await describeInstallations('the reports of 5 June and 10 October', (kind) => {
  const running = runningInstallation(kind, async ({ application }) => {
    const reviewer = await userWith(await administratorOf(application), 'municipal-reviewer', CITY_CODE);
    await importKinds(reviewer, city, 'registry', 'enrolment-unit', 'cases');
    await matchNow(reviewer);
    return { reviewer };
  });

  it('are queued for every county as soon as the service has started, to be opened a month ahead and prepared when their window closes', async () => {
    const { installation } = running();
    const turns = turnsAhead();
    expect(new Set(turns.map(({ cycle }) => cycle))).toEqual(new Set(['june', 'october']));
    const expected = turns.flatMap((turn) =>
      COUNTIES.map((county) => ({ key: `${turn.cycle}-${turn.dueOn}-${county}`, runAt: runAt(turn) })),
    );
    const jobs = await eventually('every report is queued', async () => {
      const { job } = await installation.tables();
      return expected.every(({ key }) => jobOf(job, key)) ? job : undefined;
    });
    for (const { key, runAt: at } of expected) expect([key, instant(jobOf(jobs, key)?.['runAt'])]).toEqual([key, at]);
    expect(jobs.filter(({ name }) => name === JOB)).toHaveLength(expected.length);
    for (const turn of turns)
      expect(instant(jobOf(jobs, `open-${turn.cycle}-${turn.dueOn}-150800`, 'reporting.open-turn')?.['runAt'])).toBe(openedAt(turn));
  });

  it('stand in the list of reports, not started, with due day and window', async () => {
    const { reviewer } = running();
    const reports = await body(reviewer.get<ReportView[]>('/api/reports'));
    for (const { dueOn, windowFrom, windowTo, cycle } of turnsAhead()) {
      const ofTurn = reports.filter((report) => report.dueOn === dueOn);
      expect(ofTurn.map(({ countyCode }) => countyCode).toSorted()).toEqual(COUNTIES);
      for (const report of ofTurn) expect(report).toMatchObject({ cycleCode: cycle, windowFrom, windowTo, overdue: false });
      if (new Date() < new Date(openedAt({ cycle, dueOn, windowFrom, windowTo })))
        for (const report of ofTurn) expect(report).toMatchObject({ state: 'not-started', stateName: '未开始', preparedAt: null });
    }
  });

  it('of a day long past are written by the command line, three forms for each county, beside the running service', async () => {
    const { installation, reviewer } = running();
    const out = join(installation.dataDir, 'out');
    const { code, stdout, stderr } = await installation.cli('report', '--due', '2022-10-10', '--out', out, '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { files } = JSON.parse(stdout) as { files: string[] };
    // 附件3 holds personal data, and is written masked.
    const fileNames = FORMS.map((form) => (form.startsWith('附件3') ? `${form}（脱敏）` : form));
    const names = COUNTIES.flatMap((county) => fileNames.map((form) => join(out, `2022-10-10_${county}_${form}.xlsx`)));
    expect(files.toSorted()).toEqual(names.toSorted());
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
    const reports = await body(reviewer.get<ReportView[]>('/api/reports?dueOn=2022-10-10'));
    expect(reports.map(({ countyCode }) => countyCode).toSorted()).toEqual(COUNTIES);
    for (const report of reports) {
      expect(report).toMatchObject({ overdue: true, windowFrom: '2022-06-01', windowTo: '2022-09-30', preparedAt: expect.any(String) });
      expect(await body(reviewer.get<ReportFileView[]>(`/api/reports/${report.id}/files`))).toHaveLength(FORMS.length);
    }
  });

  it('of a day long past leave no job behind: they were prepared at once', async () => {
    const { installation } = running();
    const jobs = (await installation.tables())['job'] ?? [];
    expect(jobs.filter(({ key }) => String(key).includes('2022-10-10'))).toEqual([]);
    expect(jobs.length).toBeGreaterThanOrEqual(2 * COUNTIES.length);
  });

  it.each(['2022-10-11', '2022-13-01'])('are not written for %s, which is no due day', async (day) => {
    const { installation } = running();
    const out = join(installation.dataDir, 'none');
    const { code, stdout, stderr } = await installation.cli('report', '--due', day, '--out', out);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^.*\p{Script=Han}.*。\n$/u);
    expect(existsSync(out)).toBe(false);
  });
});
