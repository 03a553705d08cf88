import type { BatchView, IssueView } from '../../src/intake/intake.dto.js';
import type { ReportFileView, ReportView } from '../../src/reporting/reporting.dto.js';
import { body, type Download } from '../support/api-client.js';
import { City, importKinds } from '../support/city.js';
import { inTheClear } from '../support/disclosure.js';
import { describeInstallations, runningInstallation } from '../support/installation.js';
import { pastReport } from '../support/reports.js';
import { CITY } from '../support/repository.js';
import { administratorOf, CITY_CODE, LINHE, userWith } from '../support/users.js';

const DUE = '2022-10-10';
const REGISTRY_MONTH = '2020-05';
const HEADER =
  '姓名,性别,身份证号码,职业病发病所在单位,职业病诊断病种,职业病诊断时间,工伤认定时间,劳动能力鉴定时间,是否参保,是否领取工伤待遇,备注';
/** Synthetic; all of them lie in the window of the report. */
const IN_WINDOW = [
  '甲某,男,150802197001010018,某矿业有限公司,矽肺壹期,2022-07-15,2022.8.20,,是,否,',
  '乙某,女,150802197001010026,某水泥有限公司,煤工尘肺贰期,2022年8月,,,否,否,老工伤',
  '丙某,男,150802197001010034,某石材厂,矽肺,2022-06-01,2022-07-01,2022-09-30,是,是,',
];

interface Plan {
  readonly county: string;
  readonly batch: BatchView;
}

const countsOf = ({ new: added, changed, missing, unchanged, errorCount }: BatchView): object => ({
  added,
  changed,
  missing,
  unchanged,
  errorCount,
});

await describeInstallations('our own export comes back unchanged', (kind) => {
  const running = runningInstallation(kind, async ({ application }) => {
    const administrator = await administratorOf(application);
    const reviewer = await userWith(administrator, 'municipal-reviewer', CITY_CODE);
    const second = await userWith(administrator, 'municipal-reviewer', CITY_CODE);
    await importKinds(reviewer, new City(CITY), 'registry', 'enrolment-unit');
    const upload = { name: '附件3.csv', bytes: new TextEncoder().encode([HEADER, ...IN_WINDOW].join('\r\n')) };
    const cases = await body(
      reviewer.import<BatchView>(upload, { kind: 'cases', county: LINHE, step: 'apply', confirmLargeChange: 'true' }),
    );
    expect(countsOf(cases)).toMatchObject({ added: IN_WINDOW.length, errorCount: 0 });
    await pastReport(reviewer, DUE, LINHE);
    return { reviewer, second, reports: await body(reviewer.get<ReportView[]>(`/api/reports?dueOn=${DUE}`)) };
  });

  /** Where a form of a report is downloaded. */
  async function pathOf({ id }: ReportView, form: string): Promise<string> {
    const files = await body(running().reviewer.get<ReportFileView[]>(`/api/reports/${id}/files`));
    return `/api/reports/${id}/files/${files.find((one) => one.form === form)?.id ?? 0}`;
  }

  /** What importing a file would change. */
  async function planned(
    { countyCode: county }: ReportView,
    { fileName, bytes }: Download,
    fields: Readonly<Record<string, string>>,
  ): Promise<Plan> {
    const { reviewer } = running();
    const upload = { name: fileName, bytes: Uint8Array.from(bytes) };
    const batch = await body(reviewer.import<BatchView>(upload, { ...fields, county, step: 'plan' }));
    expect(batch.rejection).toBeNull();
    return { county, batch };
  }

  it('附件2 of every county, for the month that it was made of', async () => {
    const { reviewer, reports } = running();
    expect(reports).toHaveLength(7);
    for (const report of reports) {
      const { county, batch } = await planned(report, await reviewer.download(await pathOf(report, 'annex-2')), {
        kind: 'registry',
        asOf: REGISTRY_MONTH,
      });
      expect(batch.rows).toBeGreaterThan(0);
      // Also of the county whose own layout has columns that the form has not: what the form does not ask stays known.
      expect([county, countsOf(batch)]).toEqual([county, { added: 0, changed: 0, missing: 0, unchanged: batch.rows, errorCount: 0 }]);
    }
  });

  it('附件3 of a county, in the clear', async () => {
    const { reviewer, second } = running();
    const report = running().reports.find(({ countyCode }) => countyCode === LINHE);
    if (!report) throw new Error('There is no report.');
    const subject = (await pathOf(report, 'annex-3')).replace('/api/reports/', '').replace('/files/', '/');
    const { batch } = await planned(report, await inTheClear(reviewer, second, 'report-file', subject), { kind: 'cases' });
    expect(countsOf(batch)).toEqual({ added: 0, changed: 0, missing: 0, unchanged: IN_WINDOW.length, errorCount: 0 });
  });

  it('but not the masked 附件3, which is refused row by row with the reason', async () => {
    const report = running().reports.find(({ countyCode }) => countyCode === LINHE);
    if (!report) throw new Error('There is no report.');
    const { batch } = await planned(report, await running().reviewer.download(await pathOf(report, 'annex-3')), { kind: 'cases' });
    expect(countsOf(batch)).toMatchObject({ added: 0, changed: 0, unchanged: 0, errorCount: IN_WINDOW.length });
    const issues = await body(running().reviewer.get<IssueView[]>(`/api/imports/${batch.id}/issues`));
    expect(new Set(issues.filter(({ severity }) => severity === 'error').map(({ code }) => code))).toEqual(new Set(['id-masked']));
  });
});
