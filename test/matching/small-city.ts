import type { BatchView } from '../../src/intake/intake.dto.js';
import type { EntryHeadView, EntryView, NextEntryView, QueuePageView } from '../../src/matching/review/entry.views.js';
import { body, type ApiClient } from '../support/api-client.js';
import { matchNow } from '../support/city.js';
import { describeInstallations, runningInstallation } from '../support/installation.js';
import type { DatabaseKind } from '../support/services.js';
import { administratorOf, CITY_CODE, LINHE, userWith, WUYUAN } from '../support/users.js';

/** An enterprise of 附件2, or a unit of the insurance extract, as a sheet has it. */
export interface RegistryRow {
  readonly name: string;
  readonly headcount?: number;
  readonly creditCode?: string;
  readonly remark?: string;
}

export interface UnitRow {
  readonly unitNo: string;
  readonly name: string;
  readonly insured?: number;
  readonly creditCode?: string;
}

const csv = (name: string, lines: readonly string[]): { name: string; bytes: Uint8Array<ArrayBuffer> } => ({
  name,
  bytes: new TextEncoder().encode(`${lines.join('\n')}\n`),
});

export function registryOf(county: string, rows: readonly RegistryRow[]): ReturnType<typeof csv> {
  const head = ['填报单位：' + county + '卫生健康委员会', '序号,所属行业,企业名称,企业地址,职工人数,统一社会信用代码,备注'];
  return csv(`附件2_${county}.csv`, [
    ...head,
    ...rows.map(({ name, headcount, creditCode, remark }, i) =>
      [i + 1, '建材', name, '隆兴昌镇', headcount ?? 20, creditCode ?? '', remark ?? ''].join(','),
    ),
  ]);
}

export function unitsOf(county: string, rows: readonly UnitRow[]): ReturnType<typeof csv> {
  const head = '单位编号,单位名称,统一社会信用代码,险种类型,参保状态,参保人数,参保区划';
  return csv('单位参保.csv', [
    head,
    ...rows.map(({ unitNo, name, creditCode, insured }) =>
      [unitNo, name, creditCode ?? '', '工伤保险', '正常参保', insured ?? 10, county].join(','),
    ),
  ]);
}

export async function importRegistry(
  user: ApiClient,
  rows: readonly RegistryRow[],
  asOf = '2022-06',
  county = '五原县',
): Promise<BatchView> {
  const fields = { kind: 'registry', asOf, step: 'apply', confirmLargeChange: 'true' };
  return body(user.import<BatchView>(registryOf(county, rows), fields));
}

export async function importUnits(user: ApiClient, rows: readonly UnitRow[], asOf = '2022-06', county = '五原县'): Promise<BatchView> {
  const fields = { kind: 'enrolment-unit', asOf, step: 'apply', confirmLargeChange: 'true' };
  return body(user.import<BatchView>(unitsOf(county, rows), fields));
}

export const match = (user: ApiClient): Promise<unknown> => matchNow(user);

export const pageOf = (user: ApiClient, query = ''): Promise<QueuePageView> =>
  body(user.get<QueuePageView>(`/api/matching/review/entries?${query}`));

export const nextOf = async (user: ApiClient, query = ''): Promise<EntryView | null> =>
  (await body(user.get<NextEntryView>(`/api/matching/review/next?${query}`))).entry;

export const entryOf = (user: ApiClient, enterpriseId: number): Promise<EntryView> =>
  body(user.get<EntryView>(`/api/matching/review/entries/${enterpriseId}`));

/** The entry of the enterprise with this name, in whatever state. */
export async function entryNamed(user: ApiClient, name: string): Promise<EntryView> {
  const heads: EntryHeadView[] = [];
  for (const state of ['open', 'unsure', 'decided-before', 'decided'])
    for (let after: number | null = 0; after !== null;) {
      const page: QueuePageView = await pageOf(user, `state=${state}&after=${after}`);
      heads.push(...page.entries);
      after = page.next;
    }
  const head = heads.find((entry) => entry.name === name);
  if (!head) throw new Error(`No entry of ${name}.`);
  return entryOf(user, head.enterpriseId);
}

export const say = (user: ApiClient, entry: EntryView, verdict: string, unitNo?: string, note?: string): ReturnType<ApiClient['post']> => {
  const unitId = entry.candidates.find(({ unit }) => unit.unitNo === unitNo)?.unit.unitId;
  return user.post(`/api/matching/review/entries/${entry.enterprise.enterpriseId}/decisions`, {
    verdict,
    version: entry.version,
    ...(unitId === undefined ? {} : { unitId }),
    ...(note === undefined ? {} : { note }),
  });
};

export const decide = (user: ApiClient, entry: EntryView, verdict: string, unitNo?: string): Promise<EntryView> =>
  body(say(user, entry, verdict, unitNo)) as Promise<EntryView>;

export const undo = (user: ApiClient, { enterprise, version }: EntryView): Promise<EntryView> =>
  body(user.post<EntryView>(`/api/matching/review/entries/${enterprise.enterpriseId}/undo`, { version }));

/** What an entry says of each unit. */
export const statusesOf = ({ candidates }: EntryView): Record<string, string> =>
  Object.fromEntries(candidates.map(({ unit, status }) => [unit.unitNo, status]));

export interface Staff {
  readonly reviewer: ApiClient;
  readonly clerk: ApiClient;
  readonly leader: ApiClient;
  readonly stranger: ApiClient;
  readonly healthClerk: ApiClient;
}

/** Describes a journey on both installations, each with the people of 五原县, a reviewer of the city and a clerk of another county. */
export async function describeReview(
  title: string,
  prepare: (reviewer: ApiClient) => Promise<void>,
  journey: (staff: () => Staff, kind: DatabaseKind) => void,
): Promise<void> {
  await describeInstallations(title, (kind) => {
    const running = runningInstallation(kind, async ({ application }): Promise<Staff> => {
      const administrator = await administratorOf(application);
      const reviewer = await userWith(administrator, 'municipal-reviewer', CITY_CODE);
      await prepare(reviewer);
      return {
        reviewer,
        clerk: await userWith(administrator, 'county-clerk', WUYUAN),
        leader: await userWith(administrator, 'county-leader', WUYUAN),
        stranger: await userWith(administrator, 'county-clerk', LINHE),
        healthClerk: await userWith(administrator, 'county-health-clerk', WUYUAN),
      };
    });
    journey(running, kind);
  });
}
