import fc from 'fast-check';
import { addDays, asLocalDate } from '../../kernel/index.js';
import { carrierOf, markSupplementary, type CarryingReport } from './carried-cases.js';
import { turnOf } from './cycle.js';
import type { ReportState } from './report.js';
import { JUNE, OCTOBER } from './testing/two-cycles.js';

const windowsOf = (years: readonly number[]): Pick<CarryingReport, 'windowFrom' | 'windowTo'>[] =>
  years.flatMap((year) => [turnOf(JUNE, year), turnOf(OCTOBER, year)]);

const reportsOf = (...states: readonly ReportState[]): CarryingReport[] =>
  windowsOf([2022, 2023])
    .slice(0, states.length)
    .map(({ windowFrom, windowTo }, i) => ({ id: i + 1, windowFrom, windowTo, state: states[i] ?? 'not-started' }));

const NOTHING_COUNTED = new Map<number, number>();
const inJune = { caseId: 7, diagnosedOn: asLocalDate('2022-05-31') };

describe('a case belongs to', () => {
  it('the report of the window in which it was diagnosed, as long as that is not handed in', () => {
    for (const state of ['not-started', 'drafting', 'returned'] as const)
      expect(carrierOf(inJune, reportsOf(state, 'not-started'), NOTHING_COUNTED)).toEqual({ reportId: 1, supplementary: false });
  });

  it('the next report, as 补报, once its own was handed in without it', () => {
    for (const state of ['submitted', 'accepted'] as const)
      expect(carrierOf(inJune, reportsOf(state, 'drafting', 'not-started'), NOTHING_COUNTED)).toEqual({ reportId: 2, supplementary: true });
  });

  it('the report after that, where the next was handed in, too', () => {
    const reports = reportsOf('accepted', 'submitted', 'not-started', 'not-started');
    expect(carrierOf(inJune, reports, NOTHING_COUNTED)).toEqual({ reportId: 3, supplementary: true });
  });

  it('the report that has counted it, whatever becomes of the others', () => {
    expect(carrierOf(inJune, reportsOf('returned', 'submitted'), new Map([[7, 2]]))).toEqual({ reportId: 2, supplementary: true });
    expect(carrierOf(inJune, reportsOf('submitted', 'drafting'), new Map([[7, 1]]))).toEqual({ reportId: 1, supplementary: false });
  });

  it('none by itself, where no report covers the day of its diagnosis', () => {
    expect(carrierOf({ caseId: 8, diagnosedOn: asLocalDate('2015-03-01') }, reportsOf('drafting'), NOTHING_COUNTED)).toBeNull();
  });

  it('none yet, where every later report is handed in', () => {
    expect(carrierOf(inJune, reportsOf('submitted', 'accepted'), NOTHING_COUNTED)).toBeNull();
  });
});

describe('no case is lost and none is counted twice', () => {
  const years = [2022, 2023, 2024];
  const first = asLocalDate('2021-10-01');
  const daysBeforeTheLastWindow = 3 * 365 - 200;

  it('however late it is entered, and in whatever order the reports are handed in and returned', () => {
    const event = fc.oneof(
      fc.record({ type: fc.constant('enter' as const), day: fc.nat(daysBeforeTheLastWindow) }),
      fc.record({ type: fc.constantFrom('submit' as const, 'return' as const), report: fc.nat(5) }),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        const reports = windowsOf(years).map((window, i): CarryingReport & { state: ReportState } => ({
          ...window,
          id: i + 1,
          state: 'drafting',
        }));
        const entered: { caseId: number; diagnosedOn: ReturnType<typeof asLocalDate> }[] = [];
        const counted = new Map<number, number>();
        const submit = (report: (typeof reports)[number]): void => {
          const mine = entered.filter((one) => carrierOf(one, reports, counted)?.reportId === report.id);
          for (const { caseId } of mine) {
            expect(counted.get(caseId) ?? report.id).toBe(report.id);
            counted.set(caseId, report.id);
          }
          report.state = 'submitted';
        };
        for (const happening of events) {
          if (happening.type === 'enter') entered.push({ caseId: entered.length + 1, diagnosedOn: addDays(first, happening.day) });
          const report = happening.type === 'enter' ? undefined : reports[happening.report];
          if (happening.type === 'submit' && report?.state === 'drafting' && report.id < reports.length) submit(report);
          if (happening.type === 'return' && report?.state === 'submitted') report.state = 'drafting';
        }
        for (const report of reports) if (report.state === 'drafting') submit(report);
        expect([...counted.keys()].sort((a, b) => a - b)).toEqual(entered.map(({ caseId }) => caseId));
      }),
    );
  });
});

describe('备注 of a case reported late', () => {
  it('says 补报 once, beside what it said before', () => {
    expect(markSupplementary('')).toBe('补报');
    expect(markSupplementary('晋期')).toBe('补报；晋期');
    expect(markSupplementary(markSupplementary('晋期'))).toBe('补报；晋期');
  });
});
