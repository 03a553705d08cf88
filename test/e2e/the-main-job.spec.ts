import type { UserInfoResponse } from '../../src/access/access.dto.js';
import type { CoverageEntryView } from '../../src/coverage/coverage.dto.js';
import type { BatchView, SourceRowView } from '../../src/intake/intake.dto.js';
import type { ReportFileView, ReportView } from '../../src/reporting/reporting.dto.js';
import { ApiClient, body, expectRefusal } from '../support/api-client.js';
import {
  allLinks,
  City,
  confirmScopeProposals,
  confirmTrueLinks,
  coverageOn,
  endOf,
  importFile,
  importKinds,
  judgeLinks,
  matchNow,
  statedCoverage,
  trueCoverage,
} from '../support/city.js';
import { inTheClear } from '../support/disclosure.js';
import { describeInstallations, runningInstallation } from '../support/installation.js';
import { CITY } from '../support/repository.js';
import { administratorOf, CITY_CODE, LINHE, userWith, WUYUAN } from '../support/users.js';
import { columnOf, sheetText } from '../support/workbooks.js';

const city = new City(CITY);
const DUE_ON = '2022-10-10';
const AS_OF = '2022-12-31';
/** Of 附件3: the diagnoses of the window before the due day. */
const WINDOW = ['2022-06-01', '2022-09-30'] as const;
const ID_NUMBER = /^\d{17}[\dX]$/;

await describeInstallations('the main job, from the first start to the reports', (kind) => {
  const running = runningInstallation(kind, async ({ application }) => {
    const administrator = await administratorOf(application);
    const [reviewer, second] = [
      await userWith(administrator, 'municipal-reviewer', CITY_CODE),
      await userWith(administrator, 'municipal-reviewer', CITY_CODE),
    ];
    return { administrator, reviewer, second };
  });

  it('lets the administrator of the first start in, but only to set a password of the own', async () => {
    const { installation } = running();
    const restarted = await installation.start();
    expect(restarted.initialPassword).toBeUndefined();
    await restarted.stop();
    const { application } = running();
    const stranger = new ApiClient(application.address);
    await expectRefusal(stranger.logIn('admin', application.initialPassword ?? ''), 401, 'login-failed');
  });

  it('has a new user change the password that the administrator was shown', async () => {
    const { administrator, application } = running();
    const request = { username: 'linhe', displayName: '临河区经办人', role: 'county-clerk', regionCode: LINHE };
    const created = await body(administrator.post<{ initialPassword: string }>('/api/users', request));
    const clerk = new ApiClient(application.address);
    const user = await body(clerk.logIn<UserInfoResponse>('linhe', created.initialPassword));
    expect(user).toMatchObject({ role: 'county-clerk', regionCode: LINHE, mustChangePassword: true });
    await expectRefusal(clerk.get('/api/coverage'), 403, 'password-change-required');
    const newPassword = 'Linhe-qu-2022';
    await body(clerk.post('/api/session/password', { currentPassword: created.initialPassword, newPassword }));
    expect(await body(clerk.get<UserInfoResponse>('/api/session'))).toMatchObject({ mustChangePassword: false });
    await expectRefusal(new ApiClient(application.address).logIn('linhe', created.initialPassword), 401, 'login-failed');
  });

  it('takes in every workbook of the city, planned first or applied at once', async () => {
    const { reviewer } = running();
    for (const file of city.files('registry')) {
      const planned = await importFile(reviewer, city, file, 'plan');
      expect(planned).toMatchObject({ state: 'planned', rows: file.rows, new: file.rows, errors: [] });
      const applied = await body(reviewer.post<BatchView>(`/api/imports/${planned.id}/apply`, { version: planned.version }));
      expect(applied).toMatchObject({ id: planned.id, state: 'applied', rows: file.rows, countyCodes: file.counties });
    }
    for (const file of city.files('enrolment-unit', 'cases')) {
      expect(await importFile(reviewer, city, file)).toMatchObject({ state: 'applied', rows: file.rows });
    }
  });

  it('links automatically at least 85% of the true pairs, none wrongly, and puts all others before the reviewer', async () => {
    const { reviewer } = running();
    const summary = await matchNow(reviewer);
    const links = await allLinks(reviewer);
    const automatic = links.filter(({ status }) => status === 'auto').length;
    expect(summary).toMatchObject({ auto: automatic, review: links.length - automatic });
    const { wrong, automaticShare, unseen } = await judgeLinks(reviewer, city);
    expect({ wrong, unseen }).toEqual({ wrong: [], unseen: [] });
    expect(automaticShare).toBeGreaterThanOrEqual(0.85);
  });

  it('states the true coverage once the true links are confirmed', async () => {
    const { reviewer } = running();
    expect(await confirmTrueLinks(reviewer, city)).toBe((await city.enrolledLinks()).length);
    expect(await statedCoverage(reviewer, city)).toEqual(trueCoverage(city, 'beforeScopeReview'));
  });

  it('states the true coverage once the scope proposals are confirmed as well', async () => {
    const { reviewer } = running();
    expect(await confirmScopeProposals(reviewer)).toBeGreaterThan(0);
    expect(await statedCoverage(reviewer, city)).toEqual(trueCoverage(city, 'afterScopeReview'));
  });

  it.each(Object.keys(city.coverage))('adds up to the same total by industry as by county in %s', async (month) => {
    const { reviewer } = running();
    const byCounty = await coverageOn(reviewer, endOf(month));
    const byIndustry = await coverageOn(reviewer, endOf(month), '&by=industry');
    expect(byIndustry.lines.length).toBeGreaterThanOrEqual(4);
    expect(byIndustry.total).toEqual(byCounty.total);
    for (const figure of ['enterprises', 'coveredEnterprises', 'headcount', 'insured', 'excess'] as const) {
      const sum = (lines: typeof byCounty.lines): number => lines.reduce((total, line) => total + line[figure], 0);
      expect([figure, sum(byCounty.lines), sum(byIndustry.lines)]).toEqual([figure, byCounty.total[figure], byCounty.total[figure]]);
    }
  });

  it('judges by whole people: 五原县 has reached 100%, its neighbours lack people', async () => {
    const { lines, total } = await coverageOn(running().reviewer, AS_OF);
    const met = lines.filter((line) => line.met).map(({ code }) => code);
    expect(met).toEqual([WUYUAN]);
    for (const line of [...lines, total]) expect(line).toMatchObject({ target: 100, gap: line.headcount - line.insured });
  });

  it('opens a figure down to the rows as they were typed', async () => {
    const { reviewer } = running();
    const entries = await body(reviewer.get<CoverageEntryView[]>(`/api/coverage/enterprises?asOf=${AS_OF}&county=${LINHE}`));
    const truths = city.links.filter(({ county }) => county === LINHE);
    const row = ({ batchId, sheet, row: number }: CoverageEntryView['source']): Promise<SourceRowView> =>
      body(reviewer.get<SourceRowView>(`/api/imports/${batchId}/rows?sheet=${encodeURIComponent(sheet)}&row=${number}`));
    for (const truth of truths) {
      const entry = entries.find(({ units }) => units.some(({ unitNo, status }) => unitNo === truth.unitNo && status === 'confirmed'));
      const unit = entry?.units.find(({ unitNo }) => unitNo === truth.unitNo);
      if (!entry || !unit?.source) throw new Error(`${truth.name} is not among the enterprises with its unit.`);
      // With the blanks that somebody typed behind it.
      expect((await row(entry.source)).raw['企业名称']?.trim()).toBe(truth.name);
      expect((await row(unit.source)).raw).toMatchObject({ 单位编号: truth.unitNo });
    }
  });

  it('changes nothing when every workbook comes in again', async () => {
    const { installation, reviewer } = running();
    const before = await installation.footprint();
    await importKinds(reviewer, city, 'registry', 'enrolment-unit', 'cases');
    expect(await installation.footprint()).toEqual(before);
  });

  it("writes each county's three forms with the county's rows", async () => {
    const { installation, reviewer, second } = running();
    const written = await installation.cli('report', '--due', DUE_ON, '--county', LINHE, '--out', `${installation.dataDir}/out`, '--json');
    expect(written).toMatchObject({ code: 0, stderr: '' });
    const [report] = (await body(reviewer.get<ReportView[]>(`/api/reports?dueOn=${DUE_ON}`))).filter(
      ({ countyCode }) => countyCode === LINHE,
    );
    const files = await body(reviewer.post<ReportFileView[]>(`/api/reports/${report?.id ?? 0}/preparations`));
    const sheets = new Map<string, Awaited<ReturnType<typeof sheetText>>>();
    for (const { id, form, fileName } of files) {
      const path = `${report?.id ?? 0}/files/${id}`;
      const download =
        form === 'annex-3'
          ? await inTheClear(reviewer, second, 'report-file', path.replace('/files/', '/'))
          : await reviewer.download(`/api/reports/${path}`);
      expect(download.fileName).toBe(fileName);
      sheets.set(form, await sheetText(download.bytes));
    }
    expect([...sheets.keys()].sort()).toEqual(['annex-2', 'annex-3', 'coverage-summary']);
    const entries = await body(reviewer.get<CoverageEntryView[]>(`/api/coverage/enterprises?asOf=${WINDOW[1]}&county=${LINHE}`));
    const inScope = entries.filter((entry) => entry.inScope).map(({ name }) => name);
    expect(columnOf(sheets.get('annex-2') ?? [], '企业名称')).toEqual(expect.arrayContaining(inScope));
    const total = (await coverageOn(reviewer, WINDOW[1], `&county=${LINHE}`)).total;
    const summary = (sheets.get('coverage-summary') ?? []).flat();
    expect(summary).toEqual(expect.arrayContaining([String(total.headcount), String(total.insured)]));
    const cases = await sheetText(city.pathOf({ file: '附件3_临河区.xlsx' }));
    const annex3 = sheets.get('annex-3') ?? [];
    const reported = columnOf(annex3, '身份证号码').filter((text) => ID_NUMBER.test(text));
    expect(reported.length).toBeGreaterThan(0);
    expect(columnOf(cases, '身份证号码')).toEqual(expect.arrayContaining(reported));
    const diagnosed = columnOf(annex3, '职业病诊断时间').slice(0, reported.length);
    expect(diagnosed.filter((day) => day < WINDOW[0] || day > WINDOW[1])).toEqual([]);
  });
});
