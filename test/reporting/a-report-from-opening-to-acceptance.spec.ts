import type { BatchView } from '../../src/intake/intake.dto.js';
import type { DraftView } from '../../src/reporting/draft.dto.js';
import type { CompletenessReportView, ReportEventView, ReportView } from '../../src/reporting/reporting.dto.js';
import type { DifferenceView, ReceiptWithFilesView, SubmissionView } from '../../src/reporting/submission.dto.js';
import { body, expectRefusal, type ApiClient } from '../support/api-client.js';
import { City, importKinds, matchNow } from '../support/city.js';
import { describeInstallations, runningInstallation } from '../support/installation.js';
import { eventually } from '../support/processes.js';
import { draftOf, explainOddDates, handIn, pastReport, reportOf } from '../support/reports.js';
import { CITY } from '../support/repository.js';
import { administratorOf, CITY_CODE, LINHE, userWith, WUYUAN } from '../support/users.js';
import { columnOf, sheetText } from '../support/workbooks.js';

const city = new City(CITY);
const DUE = '2022-10-10';
const NEXT = '2023-06-05';
const ANNEX3_HEADER =
  '姓名,性别,身份证号码,职业病发病所在单位,职业病诊断病种,职业病诊断时间,工伤认定时间,劳动能力鉴定时间,是否参保,是否领取工伤待遇,备注';
/** Synthetic. */
const LATE_CASE = '甲某,男,150802197001010018,某矿业有限公司,矽肺壹期,2022-07-15,,,是,否,';

const cellOf = (
  { forms }: Pick<DraftView, 'forms'>,
  form: string,
  row: string,
  field: string,
): DraftView['forms'][0]['rows'][0]['cells'][0] => {
  const cells = forms.find((one) => one.form === form)?.rows.find(({ key }) => key === row)?.cells;
  const found = cells?.find((cell) => cell.field === field);
  if (!found) throw new Error(`There is no ${form}/${row}/${field}.`);
  return found;
};

await describeInstallations("a county's report, from opening to acceptance", (kind) => {
  const running = runningInstallation(kind, async ({ application }) => {
    const administrator = await administratorOf(application);
    const reviewer = await userWith(administrator, 'municipal-reviewer', CITY_CODE);
    const batches = await importKinds(reviewer, city, 'registry', 'enrolment-unit', 'cases');
    await matchNow(reviewer);
    const { id } = await pastReport(reviewer, DUE, LINHE);
    return {
      administrator,
      reviewer,
      clerk: await userWith(administrator, 'county-clerk', LINHE),
      leader: await userWith(administrator, 'county-leader', LINHE),
      stranger: await userWith(administrator, 'county-leader', WUYUAN),
      batches,
      id,
    };
  });
  const send = (user: ApiClient, what: string, request: object): ReturnType<ApiClient['post']> =>
    user.post(`/api/reports/${running().id}/${what}`, request);
  const current = (): Promise<ReportView> => reportOf(running().reviewer, running().id);
  const INSURED = { form: 'coverage-summary', row: 'total', field: 'insured' };

  it('is filled by the system, with names and ID numbers masked', async () => {
    const { clerk, id } = running();
    const draft = await draftOf(clerk, id);
    expect(draft.report).toMatchObject({ state: 'drafting', overdue: true, dueOn: DUE, openedAt: expect.any(String) });
    expect(draft.forms.map(({ form, rows }) => [form, rows.length > 0])).toEqual([
      ['coverage-summary', true],
      ['annex-2', true],
      ['annex-3', true],
    ]);
    const people = draft.forms[2]?.rows ?? [];
    for (const { key } of people) {
      expect(cellOf(draft, 'annex-3', key, 'name').value).toMatch(/^.\*+$/);
      expect(cellOf(draft, 'annex-3', key, 'idNumber').value).toMatch(/^\d{6}\*{8}.{4}$/);
    }
    expect(JSON.stringify(draft)).not.toMatch(/\d{17}[\dX]/);
  });

  it('keeps the system value beside what a person puts in its place, and asks for a reason', async () => {
    const { clerk, id } = running();
    const { version } = await current();
    const before = cellOf(await draftOf(clerk, id), 'coverage-summary', 'total', 'insured');
    await expectRefusal(send(clerk, 'overrides', { ...INSURED, version, value: 1, reason: '  ' }), 400, 'reason-missing');
    await expectRefusal(send(clerk, 'overrides', { ...INSURED, version, value: -1, reason: '核实' }), 400, 'override-value-invalid');
    await expectRefusal(send(clerk, 'overrides', { ...INSURED, version, value: { a: 1 }, reason: '核实' }), 400, 'override-value-invalid');
    await expectRefusal(
      send(clerk, 'overrides', { ...INSURED, row: 'case-99999999', version, value: 1, reason: '核实' }),
      400,
      'cell-unknown',
    );
    await body(send(clerk, 'overrides', { ...INSURED, version, value: 1, reason: '异地参保核实' }));
    const draft = await draftOf(clerk, id);
    expect(cellOf(draft, 'coverage-summary', 'total', 'insured')).toMatchObject({ value: 1, systemValue: before.value, overridden: true });
    expect(draft.overrides).toMatchObject([
      { ...INSURED, value: 1, systemValue: before.value, systemChanged: false, reason: '异地参保核实' },
    ]);
    const stale = await expectRefusal(send(clerk, 'overrides', { ...INSURED, version, value: 2, reason: '核实' }), 409, 'stale-version');
    expect(stale.details).toMatchObject({ current: { version: version + 1, changes: [{ type: 'override', cells: [INSURED] }] } });
    await body(send(clerk, 'overrides/removals', { ...INSURED, version: version + 1 }));
    expect(cellOf(await draftOf(clerk, id), 'coverage-summary', 'total', 'insured')).toMatchObject({
      value: before.value,
      overridden: false,
    });
  });

  it('is refused while a compulsory check fails, an advisory one is not acknowledged, or it is not what was looked at', async () => {
    const { clerk, leader, id } = running();
    const before = await draftOf(clerk, id);
    const row = before.forms[2]?.rows[0]?.key ?? '';
    const sex = { form: 'annex-3', row, field: 'sex' };
    const other = cellOf(before, 'annex-3', row, 'sex').value === '男' ? '女' : '男';
    await body(send(clerk, 'overrides', { ...sex, version: before.report.version, value: other, reason: '试填' }));
    const { version } = await current();
    const submission = { version, draftHash: (await draftOf(leader, id)).draftHash, acknowledged: true };
    await expectRefusal(send(clerk, 'submissions', submission), 403, 'right-missing');
    const failed = await expectRefusal(send(leader, 'submissions', submission), 422, 'checks-failed');
    expect(failed.details?.['findings']).toContainEqual(expect.objectContaining({ check: 'L5', severity: 'compulsory', cell: sex }));
    await body(send(clerk, 'overrides/removals', { ...sex, version }));
    await explainOddDates(clerk, id);
    const seen = { version: (await current()).version, draftHash: (await draftOf(leader, id)).draftHash };
    await expectRefusal(send(leader, 'submissions', { ...seen, draftHash: '0'.repeat(64), acknowledged: true }), 409, 'draft-changed');
    await expectRefusal(send(leader, 'submissions', seen), 422, 'checks-not-acknowledged');
    await expectRefusal(send(leader, 'submissions', { ...seen, version: seen.version - 1, acknowledged: true }), 409, 'stale-version');
    expect(await current()).toMatchObject({ state: 'drafting', submittedAt: null });
  });

  it('is handed in once, with a receipt, however often the button is pressed', async () => {
    const { leader, id } = running();
    const seen = { version: (await current()).version, draftHash: (await draftOf(leader, id)).draftHash, acknowledged: true };
    const answers = await Promise.all([1, 2, 3].map(() => send(leader, 'submissions', seen)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const [receipt, ...others] = await body(leader.get<ReceiptWithFilesView[]>(`/api/reports/${id}/submissions`));
    expect(others).toEqual([]);
    expect(receipt).toMatchObject({
      number: 1,
      receiptNumber: expect.stringMatching(/^HZ20221010-150802-\d+-01$/),
      submittedBy: 'county-leader 150802',
    });
    expect(receipt?.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(receipt?.files.map(({ form }) => form)).toEqual(['coverage-summary', 'annex-2', 'annex-3']);
    expect(await current()).toMatchObject({
      state: 'submitted',
      stateName: '已提交',
      overdue: false,
      firstSubmittedAt: expect.any(String),
    });
  });

  it('stands as it was handed in: no draft, no preparation, no undoing of what it rests on', async () => {
    const { reviewer, clerk, leader, batches, id } = running();
    await expectRefusal(clerk.get(`/api/reports/${id}/draft`), 409, 'report-closed');
    await expectRefusal(send(clerk, 'preparations', {}), 409, 'report-closed');
    await expectRefusal(send(leader, 'draft', { version: (await current()).version }), 409, 'report-closed');
    const registry = batches.find(({ kind: of, countyCodes }) => of === 'registry' && countyCodes.includes(LINHE));
    const undo = { version: registry?.version, reason: '文件传错了' };
    await expectRefusal(reviewer.post(`/api/imports/${registry?.id ?? 0}/undo`, undo), 409, 'batch-in-use');
    const read = await body(leader.get<SubmissionView>(`/api/reports/${id}/submissions/1`));
    expect(read.forms.map(({ form }) => form)).toEqual(['coverage-summary', 'annex-2', 'annex-3']);
    expect(JSON.stringify(read)).not.toMatch(/\d{17}[\dX]/);
  });

  it('counts as late, not as missing', async () => {
    const { reviewer, id } = running();
    const shown = await body(reviewer.get<CompletenessReportView>('/api/reports/completeness?from=2022-01-01&to=2022-12-31'));
    expect(shown.entries.find(({ reportId }) => reportId === id)).toMatchObject({ punctuality: 'late', countyCode: LINHE });
    expect(shown.total).toEqual({ owed: 7, reported: 1, onTime: 0, late: 1, overdue: 6 });
    expect(shown.byCounty.find(({ code }) => code === LINHE)).toMatchObject({ owed: 1, reported: 1, late: 1, overdue: 0 });
  });

  it('is returned by the city only with a reason, anchored to cells', async () => {
    const { reviewer, leader, id } = running();
    const { version } = await current();
    const cells = [{ ...INSURED, note: '与台账不符' }];
    await expectRefusal(send(leader, 'return', { version, reason: '核实', cells }), 403, 'right-missing');
    await expectRefusal(send(reviewer, 'return', { version, reason: ' ' }), 400, 'reason-missing');
    const nowhere = [{ ...INSURED, row: 'case-99999999' }];
    await expectRefusal(send(reviewer, 'return', { version, reason: '核实', cells: nowhere }), 400, 'cell-unknown');
    await body(send(reviewer, 'return', { version, reason: '参保人数请核实', cells }));
    expect(await current()).toMatchObject({ state: 'returned', stateName: '已退回', overdue: true });
    const history = await body(leader.get<ReportEventView[]>(`/api/reports/${id}/history`));
    expect(history.at(-1)).toMatchObject({
      type: 'return',
      fromState: 'submitted',
      reason: '参保人数请核实',
      cells,
      madeBy: 'municipal-reviewer 150800',
    });
  });

  it('is taken up again and handed in as version 2, with the difference to version 1', async () => {
    const { clerk, leader, id } = running();
    const { version } = await current();
    const returned = await draftOf(clerk, id);
    await expectRefusal(send(leader, 'submissions', { version, draftHash: returned.draftHash, acknowledged: true }), 409, 'report-state');
    const row = returned.forms[1]?.rows[0]?.key ?? '';
    const old = cellOf(returned, 'annex-2', row, 'remark').value;
    const change = { form: 'annex-2', row, field: 'remark', value: '已电话核实', reason: '按退回意见核实' };
    await body(send(clerk, 'overrides', { ...change, version }));
    expect(await current()).toMatchObject({ state: 'drafting' });
    expect(await handIn(leader, id)).toMatchObject({ number: 2, receiptNumber: expect.stringMatching(/-02$/) });
    const difference = await body(leader.get<DifferenceView>(`/api/reports/${id}/submissions/difference?from=1&to=2`));
    expect(difference).toEqual({
      changed: [{ form: 'annex-2', row, field: 'remark', label: '备注', from: old, to: '已电话核实' }],
      added: [],
      removed: [],
    });
    await expectRefusal(leader.get(`/api/reports/${id}/submissions/difference?from=1&to=3`), 404, 'not-found');
  });

  it('is accepted by the city, and by nobody else', async () => {
    const { reviewer, leader } = running();
    const { version } = await current();
    await expectRefusal(send(leader, 'acceptance', { version }), 403, 'right-missing');
    await body(send(reviewer, 'acceptance', { version }));
    expect(await current()).toMatchObject({ state: 'accepted', stateName: '已接收' });
    await expectRefusal(send(reviewer, 'return', { version: version + 1, reason: '核实' }), 409, 'report-state');
  });

  it('takes a case that came late as 补报 into the next report, and into no other', async () => {
    const { reviewer, clerk, leader, id } = running();
    const upload = { name: '附件3.csv', bytes: new TextEncoder().encode(`${ANNEX3_HEADER}\r\n${LATE_CASE}\r\n`) };
    await body(clerk.import<BatchView>(upload, { kind: 'cases', county: LINHE, step: 'apply', confirmLargeChange: 'true' }));
    const next = await pastReport(reviewer, NEXT, LINHE);
    const draft = await draftOf(clerk, next.id);
    const marked = (draft.forms[2]?.rows ?? []).filter(({ cells }) =>
      cells.some(({ field, value }) => field === 'remark' && value === '补报'),
    );
    expect(marked).toHaveLength(1);
    const submitted = await body(leader.get<SubmissionView>(`/api/reports/${id}/submissions/2`));
    expect(submitted.forms[2]?.rows.map(({ key }) => key)).not.toContain(marked[0]?.key);
    await handIn(leader, next.id);
    const files = await body(leader.get<ReceiptWithFilesView[]>(`/api/reports/${next.id}/submissions`));
    const annex3 = files[0]?.files.find(({ form }) => form === 'annex-3');
    const { bytes } = await leader.download(`/api/reports/${next.id}/files/${annex3?.id ?? 0}`);
    expect(columnOf(await sheetText(bytes), '身份证号码')).toContain('150802********0018');
  });

  it('is unlocked with a reason and for a while, and falls back to what was handed in', async () => {
    const { reviewer, clerk, leader, id } = running();
    const { version } = await current();
    await expectRefusal(send(reviewer, 'unlock', { version, reason: ' ', hours: 1 }), 400, 'reason-missing');
    await expectRefusal(send(reviewer, 'unlock', { version, reason: '更正', hours: 0 }), 400, 'unlock-hours-invalid');
    await expectRefusal(send(leader, 'unlock', { version, reason: '更正' }), 403, 'right-missing');
    await body(send(reviewer, 'unlock', { version, reason: '企业更正参保人数', hours: 10 / 3600 }));
    const unlocked = await current();
    expect(unlocked).toMatchObject({ state: 'drafting', unlockedUntil: expect.any(String) });
    const files = await body(leader.get(`/api/reports/${id}/submissions`));
    await body(send(clerk, 'overrides', { ...INSURED, version: unlocked.version, value: 1, reason: '更正' }));
    await eventually('the unlocking has run out', async () => ((await current()).state === 'accepted' ? true : undefined), 40);
    expect(await current()).toMatchObject({ state: 'accepted', unlockedUntil: null });
    await eventually(
      'its end is written down',
      async () => {
        const history = await body(reviewer.get<ReportEventView[]>(`/api/reports/${id}/history`));
        return history.at(-1)?.type === 'lapse' ? history : undefined;
      },
      90,
    );
    expect(await body(leader.get(`/api/reports/${id}/submissions`))).toEqual(files);
  });

  it('unlocked again and handed in anew is version 3, without what the lapsed unlocking had changed', async () => {
    const { reviewer, leader, id } = running();
    await body(send(reviewer, 'unlock', { version: (await current()).version, reason: '再次更正' }));
    const draft = await draftOf(leader, id);
    expect(draft.overrides.filter(({ field }) => field === 'insured')).toEqual([]);
    expect(await handIn(leader, id)).toMatchObject({ number: 3 });
    expect(await current()).toMatchObject({ state: 'submitted', unlockedUntil: null });
  });

  it('does not exist for another county', async () => {
    const { stranger, id } = running();
    const { version } = await current();
    const answers = [
      stranger.get(`/api/reports/${id}`),
      stranger.get(`/api/reports/${id}/history`),
      stranger.get(`/api/reports/${id}/draft`),
      stranger.get(`/api/reports/${id}/submissions`),
      stranger.get(`/api/reports/${id}/submissions/1`),
      stranger.get(`/api/reports/${id}/submissions/difference?from=1&to=2`),
      send(stranger, 'draft', { version }),
      send(stranger, 'overrides', { ...INSURED, version, value: 1, reason: '核实' }),
      send(stranger, 'overrides/removals', { ...INSURED, version }),
      send(stranger, 'submissions', { version, draftHash: '0'.repeat(64) }),
    ];
    for (const answer of answers) await expectRefusal(answer, 404, 'not-found');
  });
});
