import type { LinkStateView, LinkView } from '../../src/matching/matching.dto.js';
import type { EntryView } from '../../src/matching/review/entry.views.js';
import type { ActView } from '../../src/matching/review/review.views.js';
import { body, expectRefusal, type ApiClient } from '../support/api-client.js';
import { decide, describeReview, entryNamed, entryOf, importRegistry, importUnits, match, say, statusesOf, undo } from './small-city.js';

const linksOf = (user: ApiClient, { enterprise }: EntryView): Promise<LinkView[]> =>
  body(user.get<LinkView[]>(`/api/matching/links?enterpriseId=${enterprise.enterpriseId}`));

const actsOf = (user: ApiClient, { enterprise }: EntryView): Promise<ActView[]> =>
  body(user.get<ActView[]>(`/api/matching/review/entries/${enterprise.enterpriseId}/acts`));

/** A link but for what says how often it was written. */
const meaning = ({ id: _id, version: _version, ...link }: LinkView): object => link;

await describeReview(
  'deciding and undoing',
  async (reviewer) => {
    await importRegistry(reviewer, [
      { name: '五原县大成石料厂', headcount: 30 },
      { name: '五原县德鹏砖厂', headcount: 20 },
      { name: '五原县万山石灰厂', headcount: 15 },
      { name: '五原县大程石料厂', headcount: 30 },
      { name: '五原县金隆水泥有限公司', headcount: 30 },
    ]);
    await importUnits(reviewer, [
      { unitNo: '1001', name: '五原县大城石料厂', insured: 12 },
      { unitNo: '1002', name: '五原县大诚石料厂', insured: 40 },
      { unitNo: '1003', name: '五原县德朋砖厂', insured: 9 },
      { unitNo: '1004', name: '五原县万山石灰厂', insured: 15 },
      { unitNo: '1006', name: '五原县鑫隆水泥有限公司', insured: 15 },
      { unitNo: '1007', name: '五原县金隆水泥有限公司第一分公司', insured: 5 },
    ]);
    await match(reviewer);
  },
  (staff) => {
    it('"none of these" rejects every open candidate as one act, and undo brings all of them back', async () => {
      const { clerk } = staff();
      const entry = await entryNamed(clerk, '五原县大成石料厂');
      const before = await linksOf(clerk, entry);
      const decided = await decide(clerk, entry, 'none');
      expect([decided.state, new Set(Object.values(statusesOf(decided)))]).toEqual(['decided', new Set(['rejected'])]);
      const [act] = await actsOf(clerk, entry);
      expect(act).toMatchObject({ kind: 'none', by: 'county-clerk 150821', undone: false });
      expect(act?.changes).toHaveLength(entry.candidates.length);
      const undone = await undo(clerk, decided);
      expect(undone).toMatchObject({ state: 'open', canUndo: false });
      expect((await linksOf(clerk, entry)).map(meaning)).toEqual(before.map(meaning));
    });

    it('"same" confirms one candidate and puts aside those that it answers, until it is undone', async () => {
      const { clerk } = staff();
      const entry = await entryNamed(clerk, '五原县大成石料厂');
      const before = await linksOf(clerk, entry);
      expect(before.length).toBeGreaterThan(1);
      const decided = await decide(clerk, entry, 'same', '1001');
      expect([decided.state, statusesOf(decided)]).toEqual(['decided', { 1001: 'confirmed' }]);
      await undo(clerk, decided);
      const sorted = (links: readonly LinkView[]): object[] =>
        links.map(meaning).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
      expect(sorted(await linksOf(clerk, entry))).toEqual(sorted(before));
    });

    it('leaves a branch of the enterprise open', async () => {
      const { clerk } = staff();
      const entry = await entryNamed(clerk, '五原县金隆水泥有限公司');
      expect(statusesOf(entry)).toMatchObject({ 1006: 'review', 1007: 'review' });
      const decided = await decide(clerk, entry, 'same', '1006');
      expect([decided.state, statusesOf(decided)]).toEqual(['open', { 1006: 'confirmed', 1007: 'review' }]);
      await undo(clerk, decided);
    });

    it('is kept act by act: undoing restores who had decided before, and history loses nobody', async () => {
      const { clerk, leader } = staff();
      const entry = await entryNamed(clerk, '五原县德鹏砖厂');
      const first = await decide(clerk, entry, 'same', '1003');
      const [link] = await linksOf(clerk, entry);
      const overruled = { verdict: 'rejected', version: link?.version, note: '已查证' };
      await body(leader.post<LinkStateView>(`/api/matching/links/${link?.id ?? 0}/decisions`, overruled));
      const undone = await undo(leader, await entryOf(leader, entry.enterprise.enterpriseId));
      expect(undone.candidates).toMatchObject([
        { status: 'confirmed', decidedBy: 'county-clerk 150821', decidedAt: first.candidates[0]?.decidedAt, note: null },
      ]);
      const acts = await actsOf(clerk, entry);
      expect(acts.map(({ kind, by, undone: gone }) => [kind, by, gone])).toEqual([
        ['undo', 'county-leader 150821', false],
        ['different', 'county-leader 150821', true],
        ['same', 'county-clerk 150821', false],
      ]);
      expect((await undo(clerk, undone)).state).toBe('open');
    });

    it('on an automatic link, undone, makes it automatic again', async () => {
      const { clerk } = staff();
      const links = await body(clerk.get<LinkView[]>('/api/matching/links?status=auto'));
      const link = links.find(({ unitNo }) => unitNo === '1004');
      if (!link) throw new Error('The city lacks an automatic link.');
      const decided = await body(
        clerk.post<LinkStateView>(`/api/matching/links/${link.id}/decisions`, { verdict: 'rejected', version: link.version }),
      );
      await body(clerk.post(`/api/matching/links/${link.id}/undo`, { version: decided.version }));
      const again = await body(clerk.get<LinkView[]>(`/api/matching/links?enterpriseId=${link.enterpriseId}`));
      expect(again.map(meaning)).toEqual([meaning(link)]);
    });

    it('a link by hand, undone, is gone', async () => {
      const { reviewer } = staff();
      const entry = await entryNamed(reviewer, '五原县德鹏砖厂');
      const other = await entryNamed(reviewer, '五原县大成石料厂');
      const unitId = other.candidates.find(({ unit }) => unit.unitNo === '1002')?.unit.unitId;
      const before = await linksOf(reviewer, entry);
      const made = await body(reviewer.post<LinkStateView>('/api/matching/links', { enterpriseId: entry.enterprise.enterpriseId, unitId }));
      const undone = await body(reviewer.post<LinkStateView>(`/api/matching/links/${made.id}/undo`, { version: made.version }));
      expect(undone.status).toBe('removed');
      expect(await linksOf(reviewer, entry)).toEqual(before);
      expect((await entryOf(reviewer, entry.enterprise.enterpriseId)).enterprise.aliases).toEqual([]);
    });

    it('of two who decide the same candidate one wins, and the other is told who did what and when', async () => {
      const { clerk, leader } = staff();
      const entry = await entryNamed(clerk, '五原县德鹏砖厂');
      const answers = await Promise.all([say(clerk, entry, 'same', '1003'), say(leader, entry, 'different', '1003')]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
      const won = answers.findIndex(({ status }) => status === 200);
      const refusal = await expectRefusal(Promise.resolve(answers[1 - won] ?? answers[0]), 409, 'stale-version');
      expect(refusal.details?.['current']).toMatchObject({
        state: 'decided',
        lastAct: {
          kind: ['same', 'different'][won],
          by: ['county-clerk 150821', 'county-leader 150821'][won],
          at: expect.stringMatching(/^\d{4}-/),
          units: [{ unitNo: '1003', status: ['confirmed', 'rejected'][won] }],
        },
      });
      await undo(clerk, await entryOf(clerk, entry.enterprise.enterpriseId));
    });

    it('two who decide different candidates of one enterprise make no contradiction: the second is told as well', async () => {
      const { clerk, leader } = staff();
      const entry = await entryNamed(clerk, '五原县大成石料厂');
      const answers = await Promise.all([say(clerk, entry, 'same', '1001'), say(leader, entry, 'same', '1002')]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
      const after = await entryOf(clerk, entry.enterprise.enterpriseId);
      expect(Object.values(statusesOf(after)).filter((status) => status === 'confirmed')).toHaveLength(1);
      await undo(clerk, after);
    });

    it('two who give one unit to two enterprises: one wins, the other is told', async () => {
      const { clerk, leader } = staff();
      const one = await entryNamed(clerk, '五原县大成石料厂');
      const other = await entryNamed(clerk, '五原县大程石料厂');
      const answers = await Promise.all([say(clerk, one, 'same', '1001'), say(leader, other, 'same', '1001')]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
      const lost = answers.find(({ status }) => status === 409) ?? answers[0];
      await expectRefusal(Promise.resolve(lost), 409, 'unit-linked-elsewhere');
    });

    it('a matching run that finds the same again does not stand between a reviewer and a decision', async () => {
      const { clerk, reviewer } = staff();
      const entry = await entryNamed(clerk, '五原县德鹏砖厂');
      await match(reviewer);
      expect((await decide(clerk, entry, 'different', '1003')).state).toBe('decided');
    });
  },
);
