import type { CycleBody, CyclePlanView } from '../../src/reporting/cycles.dto.js';
import type { ReportView } from '../../src/reporting/reporting.dto.js';
import { body, expectRefusal } from '../support/api-client.js';
import { describeInstallations, runningInstallation } from '../support/installation.js';
import { eventually } from '../support/processes.js';
import { administratorOf, CITY_CODE, LINHE, userWith } from '../support/users.js';

const COUNTIES = 7;
const DAY_MS = 86_400_000;
const shanghaiDay = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
const today = shanghaiDay(Date.now());
const LATE_OCTOBER = '-10-20';

await describeInstallations('the cycles of reporting', (kind) => {
  const running = runningInstallation(kind, async ({ application }) => {
    const administrator = await administratorOf(application);
    const reviewer = await userWith(administrator, 'municipal-reviewer', CITY_CODE);
    await eventually('the reports are planned', async () => {
      const reports = await body(reviewer.get<ReportView[]>('/api/reports'));
      return reports.length > COUNTIES ? reports : undefined;
    });
    return { administrator, reviewer, leader: await userWith(administrator, 'county-leader', LINHE) };
  });
  const plans = (): Promise<CyclePlanView[]> => body(running().administrator.get<CyclePlanView[]>('/api/report-cycles'));
  const reports = (): Promise<ReportView[]> => body(running().reviewer.get<ReportView[]>('/api/reports'));
  const seeded = async (): Promise<CycleBody[]> => (await plans())[0]?.cycles ?? [];
  const change = (cycles: readonly CycleBody[], effectiveFrom = today): ReturnType<ReturnType<typeof running>['administrator']['post']> =>
    running().administrator.post('/api/report-cycles', { effectiveFrom, reason: '市里调整报送时间', cycles });

  it('are seeded with 5 June and 10 October, for every county', async () => {
    const [plan, ...others] = await plans();
    expect(others).toEqual([]);
    expect(plan).toMatchObject({ number: 1, effectiveFrom: '1900-01-01' });
    expect(plan?.cycles.map(({ dueMonth, dueDay, divisions }) => [dueMonth, dueDay, divisions])).toEqual([
      [6, 5, []],
      [10, 10, []],
    ]);
  });

  it('are changed by the administrator only, with a reason, from a day that is not past', async () => {
    const { reviewer, administrator } = running();
    const cycles = await seeded();
    await expectRefusal(reviewer.post('/api/report-cycles', { effectiveFrom: today, reason: '调整', cycles }), 403, 'right-missing');
    await expectRefusal(administrator.post('/api/report-cycles', { effectiveFrom: today, reason: ' ', cycles }), 400, 'reason-missing');
    await expectRefusal(change(cycles, shanghaiDay(Date.now() - DAY_MS)), 400, 'effective-in-the-past');
    await expectRefusal(change(cycles, '2099-02-30'), 400, 'date-invalid');
    await expectRefusal(change([]), 400, 'cycles-invalid');
    await expectRefusal(change(cycles.map((cycle) => ({ ...cycle, divisions: ['159999'] }))), 400, 'cycles-invalid');
    await expectRefusal(change(cycles.map((cycle) => ({ ...cycle, dueMonth: 2, dueDay: 30 }))), 400, 'cycles-invalid');
    expect(await plans()).toHaveLength(1);
  });

  it('keep windows that touch: a day that no report or two reports would count is told', async () => {
    const cycles = await seeded();
    const ending = (monthDay: string): CycleBody[] =>
      cycles.map((cycle) => (cycle.code === 'october' ? { ...cycle, windowTo: { monthDay, yearOffset: 0 } } : cycle));
    expect((await expectRefusal(change(ending('09-29')), 400, 'windows-do-not-touch')).title).toMatch(
      /09-30 至 \d{4}-09-30 诊断的病例没有报表统计/,
    );
    expect((await expectRefusal(change(ending('10-01')), 400, 'windows-do-not-touch')).title).toMatch(
      /10-01 至 \d{4}-10-01 诊断的病例会被重复统计/,
    );
    expect(await plans()).toHaveLength(1);
  });

  it('leave what was opened as it was, and set the rest anew, with its jobs', async () => {
    const { leader, installation } = running();
    const october = (await reports()).find(({ cycleCode, countyCode }) => cycleCode === 'october' && countyCode === LINHE);
    const june = (await reports()).find(({ cycleCode, countyCode }) => cycleCode === 'june' && countyCode === LINHE);
    await body(leader.post(`/api/reports/${june?.id ?? 0}/draft`, { version: june?.version }));
    const before = (await reports()).filter(({ dueOn }) => dueOn === june?.dueOn);
    const cycles = (await seeded()).map((cycle) => ({ ...cycle, dueDay: 20 }));
    expect(await body(change(cycles))).toMatchObject({ number: 2, effectiveFrom: today });
    const after = await reports();
    expect(after.filter(({ dueOn }) => dueOn === june?.dueOn)).toEqual(before);
    expect(after.filter(({ dueOn }) => dueOn === october?.dueOn)).toEqual([]);
    const moved = after.filter(({ dueOn }) => dueOn === `${october?.dueOn.slice(0, 4)}${LATE_OCTOBER}`);
    expect(moved).toHaveLength(COUNTIES);
    expect(moved[0]).toMatchObject({ windowFrom: october?.windowFrom, windowTo: october?.windowTo, state: 'not-started' });
    const keys = ((await installation.tables())['job'] ?? []).map(({ key }) => String(key));
    expect(keys).toContain(`open-october-${moved[0]?.dueOn}-150800-p2`);
    expect(keys.filter((key) => key.startsWith(`october-${moved[0]?.dueOn}-`) && key.endsWith('-p2'))).toHaveLength(COUNTIES);
  });

  it('may be owed by some counties, with some of the forms', async () => {
    const cycles = (await seeded()).map((cycle) => ({ ...cycle, dueDay: 25, divisions: [LINHE], forms: ['annex-3' as const] }));
    await body(change(cycles));
    const moved = (await reports()).filter(({ dueOn }) => dueOn.endsWith('-10-25'));
    expect(moved.map(({ countyCode, forms }) => [countyCode, forms])).toEqual(
      moved.length === 0 ? [] : moved.map(() => [LINHE, ['annex-3']]),
    );
    expect(moved.length).toBeGreaterThan(0);
  });
});
