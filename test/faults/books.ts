import type { Row, Tables } from '../support/tables.js';

/** The reports that one due day asks for. */
export interface Turn {
  readonly cycle: 'june' | 'october';
  readonly dueOn: string;
  readonly counties: readonly string[];
  /** How many forms a report has. */
  readonly forms: number;
}

/** What has become of the reports that were asked for. Each name is a report's due day and county with what is wrong. */
export interface Account {
  readonly expected: number;
  /** Prepared, with all forms. */
  readonly made: number;
  readonly lost: readonly string[];
  readonly duplicated: readonly string[];
  /** 补跑. */
  readonly late: number;
}

/** Looks into the tables from outside, as an auditor does: nothing is asked of the application. */
export function account(tables: Tables, turns: readonly Turn[]): Account {
  const sum = { expected: 0, made: 0, lost: [] as string[], duplicated: [] as string[], late: 0 };
  for (const turn of turns) {
    if (stateOf(tables, 'reporting.open-turn', `open-${turn.cycle}-${turn.dueOn}`) !== 'done') sum.lost.push(`${turn.dueOn}: not opened`);
    for (const county of turn.counties) {
      const { lost, duplicated, late } = examined(tables, turn, county);
      sum.expected += 1;
      if (lost === undefined) sum.made += 1;
      else sum.lost.push(`${turn.dueOn} ${county}: ${lost}`);
      sum.duplicated.push(...duplicated.map((what) => `${turn.dueOn} ${county}: ${what}`));
      sum.late += Number(late);
    }
  }
  return sum;
}

interface Examined {
  readonly lost: string | undefined;
  readonly duplicated: readonly string[];
  readonly late: boolean;
}

function examined(tables: Tables, { cycle, dueOn, forms }: Turn, county: string): Examined {
  const [report, ...others] = rows(tables, 'county_report', { cycleCode: cycle, dueOn, countyCode: county });
  if (!report) return { lost: 'no row', duplicated: [], late: false };
  const id = report['id'];
  const events = rows(tables, 'report_event', { reportId: id });
  const files = rows(tables, 'report_file', { reportId: id });
  const current = files.filter(({ snapshotId }) => snapshotId === report['snapshotId']);
  const snapshots = rows(tables, 'coverage_snapshot', { countyCode: county, asOf: report['windowTo'] });
  const state = stateOf(tables, 'reporting.prepare-county-report', `${cycle}-${dueOn}-${county}`);
  return {
    lost: firstOf({
      'not prepared': report['preparedAt'] === null,
      [`${current.length} of ${forms} files`]: current.length < forms,
      [`its job is ${String(state)}`]: state !== 'done',
    }),
    duplicated: allOf({
      'several rows': others.length > 0,
      'prepared several times': count(events, 'prepare') > 1,
      'opened several times': count(events, 'open') > 1,
      'two changes of one version': new Set(events.map(({ version }) => version)).size < events.length,
      'changes without an event': report['version'] !== 1 + events.length,
      'several sets of files': files.length > forms,
      'several snapshots': snapshots.length > 1,
    }),
    late: Boolean(report['late']),
  };
}

/** Archives that were asked for: each is a row and a job, or neither. */
export function accountOfArchives(tables: Tables): { readonly asked: number; readonly made: number; readonly halves: readonly string[] } {
  const archives = tables['city_bundle'] ?? [];
  const keys = rows(tables, 'job', { name: 'reporting.make-city-bundle' }).map(({ key }) => String(key));
  const ids = archives.map(({ id }) => `${String(id)}.`);
  return {
    asked: archives.length,
    made: archives.filter(({ fileHash, madeAt }) => fileHash !== null && madeAt !== null).length,
    halves: [
      ...ids.filter((id) => !keys.includes(id)).map((id) => `archive ${id} without a job`),
      ...keys.filter((key) => !ids.includes(key)).map((key) => `job ${key} without an archive`),
    ],
  };
}

/** Turns of which some reports are rows without a job, or the other way round. */
export function halfPlanned(tables: Tables): string[] {
  const reports = (tables['county_report'] ?? []).map(
    (row) => `${String(row['cycleCode'])}-${String(row['dueOn'])}-${String(row['countyCode'])}`,
  );
  const keys = rows(tables, 'job', { name: 'reporting.prepare-county-report' }).map(({ key }) => String(key));
  return [...reports.filter((report) => !keys.includes(report)), ...keys.filter((key) => !reports.includes(key))];
}

export const stateOf = (tables: Tables, name: string, key: string): unknown => rows(tables, 'job', { name, key })[0]?.['state'];

/** The rows of a table with these values. */
export const rows = (tables: Tables, table: string, wanted: Row): Row[] =>
  (tables[table] ?? []).filter((row) => Object.entries(wanted).every(([column, value]) => row[column] === value));

const count = (events: readonly Row[], type: string): number => events.filter((event) => event['type'] === type).length;

const allOf = (facts: Readonly<Record<string, boolean>>): string[] => Object.keys(facts).filter((what) => facts[what]);

const firstOf = (facts: Readonly<Record<string, boolean>>): string | undefined => allOf(facts)[0];
