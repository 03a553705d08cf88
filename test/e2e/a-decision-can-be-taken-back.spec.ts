import type { CoverageLineView } from '../../src/coverage/coverage.dto.js';
import type { LinkStateView, LinkView } from '../../src/matching/matching.dto.js';
import type { ScopeDecisionView, ScopeProposalView } from '../../src/registry/registry.dto.js';
import { body, expectRefusal, type ApiClient } from '../support/api-client.js';
import { allLinks, City, coverageOn, importKinds, matchNow } from '../support/city.js';
import { describeInstallations, runningInstallation } from '../support/installation.js';
import { CITY } from '../support/repository.js';
import { administratorOf, CITY_CODE, userWith } from '../support/users.js';

const city = new City(CITY);
const DAY = '2022-12-31';

const decide = (user: ApiClient, { id, version }: LinkStateView, verdict: 'confirmed' | 'rejected'): Promise<LinkStateView> =>
  body(user.post<LinkStateView>(`/api/matching/links/${id}/decisions`, { verdict, version }));

const undo = (user: ApiClient, { id, version }: LinkStateView): Promise<LinkStateView> =>
  body(user.post<LinkStateView>(`/api/matching/links/${id}/undo`, { version }));

async function lineOf(user: ApiClient, county: string): Promise<CoverageLineView> {
  const { lines } = await coverageOn(user, DAY, `&county=${county}`);
  const [line] = lines;
  if (!line) throw new Error(`No coverage of ${county}.`);
  return line;
}

/** An automatic link that insures people, and is its enterprise's only one. */
async function automaticLink(user: ApiClient): Promise<LinkView> {
  const links = await allLinks(user);
  const alone = links.filter(({ enterpriseId }) => links.filter((other) => other.enterpriseId === enterpriseId).length === 1);
  for (const link of alone.filter(({ status }) => status === 'auto')) {
    const entries = await body(
      user.get<{ enterpriseId: number; insured: number }[]>(`/api/coverage/enterprises?asOf=${DAY}&county=${link.countyCode}`),
    );
    if (entries.some(({ enterpriseId, insured }) => enterpriseId === link.enterpriseId && insured > 0)) return link;
  }
  throw new Error('The city has no such link.');
}

await describeInstallations('a decision', (kind) => {
  const running = runningInstallation(kind, async ({ application }) => {
    const reviewer = await userWith(await administratorOf(application), 'municipal-reviewer', CITY_CODE);
    await importKinds(reviewer, city, 'registry', 'enrolment-unit');
    await matchNow(reviewer);
    return { reviewer };
  });

  it('on a link changes the coverage at once, and back when it is undone', async () => {
    const { reviewer } = running();
    const link = await automaticLink(reviewer);
    const before = await lineOf(reviewer, link.countyCode);
    const rejected = await decide(reviewer, link, 'rejected');
    const without = await lineOf(reviewer, link.countyCode);
    expect(without.insured).toBeLessThan(before.insured);
    expect(without.insuredMax).toBeLessThan(before.insuredMax);
    expect(without.gap).toBe(before.headcount - without.insured);
    expect((await undo(reviewer, rejected)).status).toBe('auto');
    expect(await lineOf(reviewer, link.countyCode)).toEqual(before);
  });

  it('is remembered: matching again brings a rejected pair back neither as a link nor as a candidate', async () => {
    const { reviewer } = running();
    const link = await automaticLink(reviewer);
    await decide(reviewer, link, 'rejected');
    await matchNow(reviewer);
    const pair = (await allLinks(reviewer)).filter(
      ({ enterpriseId, unitId }) => enterpriseId === link.enterpriseId && unitId === link.unitId,
    );
    expect(pair).toMatchObject([{ id: link.id, status: 'rejected' }]);
  });

  it('once undone is open to the program again', async () => {
    const { reviewer } = running();
    const link = await automaticLink(reviewer);
    await undo(reviewer, await decide(reviewer, link, 'rejected'));
    await matchNow(reviewer);
    const again = await allLinks(reviewer, `&enterpriseId=${link.enterpriseId}`);
    expect(again).toMatchObject([{ unitId: link.unitId, status: 'auto', decidedBy: null, decidedAt: null, note: null }]);
  });

  it('gives a unit to one enterprise only', async () => {
    const { reviewer } = running();
    const link = await automaticLink(reviewer);
    const other = (await allLinks(reviewer)).find(({ enterpriseId }) => enterpriseId !== link.enterpriseId);
    const confirmed = await decide(reviewer, link, 'confirmed');
    const byHand = { enterpriseId: other?.enterpriseId, unitId: link.unitId };
    await expectRefusal(reviewer.post('/api/matching/links', byHand), 409, 'unit-linked-elsewhere');
    await decide(reviewer, confirmed, 'rejected');
    const moved = await body(reviewer.post<LinkStateView>('/api/matching/links', byHand));
    expect(moved.status).toBe('confirmed');
    const back = { verdict: 'confirmed', version: confirmed.version + 1 };
    await expectRefusal(reviewer.post(`/api/matching/links/${link.id}/decisions`, back), 409, 'unit-linked-elsewhere');
    await decide(reviewer, moved, 'rejected');
  });

  it('gives a unit to one enterprise only, also when four people decide in the same moment', async () => {
    const { reviewer } = running();
    const links = await allLinks(reviewer);
    const contested = links
      .filter(({ status }) => status === 'review')
      .find(({ unitId, enterpriseId }) =>
        links.every((other) => other.unitId !== unitId || other.enterpriseId === enterpriseId || other.status === 'review'),
      );
    const strangers = links.filter(({ enterpriseId }) => enterpriseId !== contested?.enterpriseId).map(({ enterpriseId }) => enterpriseId);
    const rivals = [contested?.enterpriseId, ...new Set(strangers)].slice(0, 4);
    const requests = rivals.map((enterpriseId) => reviewer.post('/api/matching/links', { enterpriseId, unitId: contested?.unitId }));
    const statuses = (await Promise.all(requests)).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([201, 409, 409, 409]);
  });

  it('to leave the scope is made once, also when four people make it in the same moment', async () => {
    const { reviewer } = running();
    const proposals = await body(reviewer.get<ScopeProposalView[]>('/api/registry/scope-proposals'));
    const path = `/api/registry/enterprises/${proposals.at(-1)?.enterpriseId ?? 0}/scope-decisions`;
    const requests = Array.from({ length: 4 }, () => reviewer.post(path, { verdict: 'confirmed', reason: '核实' }));
    const statuses = (await Promise.all(requests)).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([201, 409, 409, 409]);
  });

  it('on what somebody else has decided meanwhile is refused with what is there now', async () => {
    const { reviewer } = running();
    const link = await automaticLink(reviewer);
    const decided = await decide(reviewer, link, 'confirmed');
    const late = { verdict: 'rejected', version: link.version };
    const refusal = await expectRefusal(reviewer.post(`/api/matching/links/${link.id}/decisions`, late), 409, 'stale-version');
    expect(refusal.details).toMatchObject({ current: { version: decided.version, status: 'confirmed' } });
    await expectRefusal(reviewer.post(`/api/matching/links/${link.id}/undo`, { version: link.version }), 409, 'stale-version');
  });

  it('to leave the scope changes the denominator, once, and back when it is undone', async () => {
    const { reviewer } = running();
    const proposals = await body(reviewer.get<ScopeProposalView[]>('/api/registry/scope-proposals'));
    const proposal = proposals.find(({ decision, headcount }) => decision === null && (headcount ?? 0) > 0);
    if (!proposal) throw new Error('The city has no open proposal.');
    const { enterpriseId, countyCode, headcount } = proposal;
    const before = await lineOf(reviewer, countyCode);
    const path = `/api/registry/enterprises/${enterpriseId}/scope-decisions`;
    await expectRefusal(reviewer.post(path, { verdict: 'confirmed', reason: '' }), 400, 'fields-invalid');
    const request = { verdict: 'confirmed', reason: '市场监管部门核实已注销' };
    const { id } = await body(reviewer.post<ScopeDecisionView>(path, request));
    expect(await lineOf(reviewer, countyCode)).toMatchObject({
      enterprises: before.enterprises - 1,
      headcount: before.headcount - (headcount ?? 0),
    });
    await expectRefusal(reviewer.post(path, request), 409, 'scope-already-decided');
    await body(reviewer.delete(`/api/registry/scope-decisions/${id}`));
    expect(await lineOf(reviewer, countyCode)).toEqual(before);
    await expectRefusal(reviewer.delete(`/api/registry/scope-decisions/${id}`), 404, 'not-found');
    expect((await body(reviewer.post<ScopeDecisionView>(path, { ...request, verdict: 'rejected' }))).verdict).toBe('rejected');
    expect(await lineOf(reviewer, countyCode)).toEqual(before);
  });
});
