import type { DecisionEffectsView } from '../../src/coverage/effects/effects.dto.js';
import type { QueueCountsView } from '../../src/matching/review/review.views.js';
import { body, expectRefusal } from '../support/api-client.js';
import { coverageOn } from '../support/city.js';
import { WUYUAN } from '../support/users.js';
import { decide, describeReview, entryNamed, entryOf, importRegistry, importUnits, match, nextOf, pageOf, say } from './small-city.js';

const DAY = '2022-06-30';

await describeReview(
  'the review queue',
  async (reviewer) => {
    await importRegistry(reviewer, [
      { name: '五原县大成石料厂', headcount: 30 },
      { name: '五原县德鹏砖厂', headcount: 20 },
      { name: '五原县万山石灰厂', headcount: 15 },
      { name: '五原县宏鹏水泥厂', headcount: 25 },
    ]);
    await importUnits(reviewer, [
      { unitNo: '1001', name: '五原县大城石料厂', insured: 12 },
      { unitNo: '1002', name: '五原县大诚石料厂', insured: 40 },
      { unitNo: '1003', name: '五原县德朋砖厂', insured: 9 },
      { unitNo: '1004', name: '五原县万山石灰厂', insured: 15 },
      { unitNo: '1005', name: '五原县宏朋水泥厂', insured: 8 },
    ]);
    await match(reviewer);
  },
  (staff) => {
    it('lists enterprises with open candidates in the order of the registry, page by page, and each after the other', async () => {
      const { clerk } = staff();
      const { entries } = await pageOf(clerk);
      expect(entries.map(({ name }) => name)).toEqual(['五原县大成石料厂', '五原县德鹏砖厂', '五原县宏鹏水泥厂']);
      const first = await pageOf(clerk, 'limit=2');
      const second = await pageOf(clerk, `limit=2&after=${first.next ?? 0}`);
      expect([...first.entries, ...second.entries]).toEqual(entries);
      expect(second.next).toBeNull();
      const one = await nextOf(clerk);
      const two = await nextOf(clerk, `after=${one?.enterprise.enterpriseId ?? 0}`);
      expect([one?.enterprise.name, two?.enterprise.name]).toEqual(['五原县大成石料厂', '五原县德鹏砖厂']);
      expect(await nextOf(clerk, `after=${entries.at(-1)?.enterpriseId ?? 0}`)).toBeNull();
    });

    it('shows both sides with their rows, the evidence in words and the names character by character', async () => {
      const { clerk } = staff();
      const { enterprise, candidates } = await entryNamed(clerk, '五原县德鹏砖厂');
      expect(enterprise).toMatchObject({ headcount: 20, address: '隆兴昌镇', handoverMonth: '2022-06', source: { row: 4 } });
      expect(candidates).toMatchObject([
        {
          status: 'review',
          unit: { unitNo: '1003', insuredCount: 9, month: '2022-06', source: { row: 4 } },
          segments: [
            { kind: 'equal', left: '五原县德', right: '五原县德' },
            { kind: 'left', left: '鹏', right: '' },
            { kind: 'right', left: '', right: '朋' },
            { kind: 'equal', left: '砖厂', right: '砖厂' },
          ],
        },
      ]);
      expect(candidates[0]?.evidence.map(({ field, verdict }) => [field, verdict])).toContainEqual(['name', 'differs']);
      expect(candidates[0]?.evidence.every(({ words }) => words.length > 0)).toBe(true);
    });

    it('counts what each filter leaves, and each filter leaves what was counted', async () => {
      const { clerk } = staff();
      const counts = await body(clerk.get<QueueCountsView>('/api/matching/review/counts'));
      expect(counts).toMatchObject({ states: { open: 3, unsure: 0, decided: 0 }, waiting: 3, counties: [{ code: WUYUAN, count: 3 }] });
      for (const { field, count } of counts.differs) expect((await pageOf(clerk, `differs=${field}`)).entries).toHaveLength(count);
      for (const { minScore, maxScore, count } of counts.bands)
        expect((await pageOf(clerk, `minScore=${minScore}&maxScore=${maxScore}`)).entries).toHaveLength(count);
      for (const { code, count } of counts.industries) expect((await pageOf(clerk, `industry=${code}`)).entries).toHaveLength(count);
      expect(counts.differs.find(({ field }) => field === 'name')?.count).toBe(3);
    });

    it('says what each decision would do to the county, and the decision does it', async () => {
      const { clerk } = staff();
      const { enterprise } = await entryNamed(clerk, '五原县大成石料厂');
      const path = `/api/coverage/enterprises/${enterprise.enterpriseId}/decision-effects?asOf=${DAY}`;
      const effects = await body(clerk.get<DecisionEffectsView>(path));
      expect(effects.candidates).toHaveLength(2);
      const figures = async (): Promise<object> => {
        const { insured, insuredMin, insuredMax, ratePercent, target, met } = (await coverageOn(clerk, DAY)).total;
        return { insured, insuredMin, insuredMax, ratePercent, target, met };
      };
      expect(effects.now).toMatchObject(await figures());
      const entry = await entryOf(clerk, enterprise.enterpriseId);
      for (const [verdict, key] of [
        ['same', 'ifSame'],
        ['different', 'ifDifferent'],
      ] as const) {
        const before = await entryOf(clerk, enterprise.enterpriseId);
        const unit = entry.candidates.find(({ unit: { unitNo } }) => unitNo === '1001')?.unit;
        const after = await decide(clerk, before, verdict, '1001');
        expect(effects.candidates.find(({ unitId }) => unitId === unit?.unitId)?.[key]).toMatchObject(await figures());
        await body(clerk.post(`/api/matching/review/entries/${enterprise.enterpriseId}/undo`, { version: after.version }));
      }
      expect(effects.now).toMatchObject(await figures());
    });

    it('keeps what nobody can tell under its own filter', async () => {
      const { clerk } = staff();
      const entry = await entryNamed(clerk, '五原县宏鹏水泥厂');
      const unsure = await decide(clerk, entry, 'unsure');
      expect(unsure.state).toBe('unsure');
      await match(staff().reviewer);
      expect((await pageOf(clerk, 'state=unsure')).entries.map(({ name }) => name)).toEqual(['五原县宏鹏水泥厂']);
      expect((await pageOf(clerk)).entries.map(({ name }) => name)).not.toContain('五原县宏鹏水泥厂');
      const decided = await decide(clerk, await entryNamed(clerk, '五原县宏鹏水泥厂'), 'same', '1005');
      expect(decided.state).toBe('decided');
      expect((await pageOf(clerk, 'state=decided')).entries.map(({ name }) => name)).toEqual(['五原县宏鹏水泥厂']);
    });

    it('is another county’s as little as it were missing, and readers may only read', async () => {
      const { stranger, healthClerk } = staff();
      const entry = await entryNamed(staff().clerk, '五原县大成石料厂');
      const id = entry.enterprise.enterpriseId;
      expect((await pageOf(stranger)).entries).toEqual([]);
      expect(await nextOf(stranger)).toBeNull();
      await expectRefusal(stranger.get(`/api/matching/review/entries?county=${WUYUAN}`), 404, 'not-found');
      await expectRefusal(stranger.get(`/api/matching/review/counts?county=${WUYUAN}`), 404, 'not-found');
      for (const path of ['', '/acts']) await expectRefusal(stranger.get(`/api/matching/review/entries/${id}${path}`), 404, 'not-found');
      await expectRefusal(stranger.get(`/api/coverage/enterprises/${id}/decision-effects`), 404, 'not-found');
      await expectRefusal(say(stranger, entry, 'none'), 404, 'not-found');
      await expectRefusal(stranger.post(`/api/matching/review/entries/${id}/undo`, { version: entry.version }), 404, 'not-found');
      expect((await pageOf(healthClerk)).entries.length).toBeGreaterThan(0);
      await expectRefusal(say(healthClerk, entry, 'none'), 403, 'right-missing');
    });

    it('answers every wrong input with what is wrong', async () => {
      const { clerk } = staff();
      const entry = await entryNamed(clerk, '五原县大成石料厂');
      const path = `/api/matching/review/entries/${entry.enterprise.enterpriseId}`;
      const { version } = entry;
      const unitId = 99_999_999;
      await expectRefusal(clerk.post(`${path}/decisions`, { verdict: 'same', version }), 400, 'unit-required');
      await expectRefusal(clerk.post(`${path}/decisions`, { verdict: 'none', version, unitId }), 400, 'unit-unexpected');
      await expectRefusal(clerk.post(`${path}/decisions`, { verdict: 'same', version, unitId }), 404, 'candidate-missing');
      await expectRefusal(clerk.post(`${path}/decisions`, { verdict: 'maybe', version }), 400, 'fields-invalid');
      await expectRefusal(clerk.post(`${path}/decisions`, { verdict: 'none', version: 1 }), 400, 'fields-invalid');
      await expectRefusal(clerk.post(`${path}/reconfirmations`, { version }), 409, 'nothing-decided-before');
      await expectRefusal(clerk.post(`${path}/decisions`, { verdict: 'none', version, note: 'x'.repeat(501) }), 400, 'fields-invalid');
      for (const query of ['minScore=2', 'differs=weather', 'state=automatic', 'after=-1', 'limit=101'])
        await expectRefusal(clerk.get(`/api/matching/review/entries?${query}`), 400, 'fields-invalid');
      await expectRefusal(clerk.get(`/api/coverage/enterprises/1/decision-effects?asOf=2022-02-31`), 400, 'date-invalid');
      const untouched = await entryNamed(clerk, '五原县德鹏砖厂');
      const nothing = { version: untouched.version };
      await expectRefusal(
        clerk.post(`/api/matching/review/entries/${untouched.enterprise.enterpriseId}/undo`, nothing),
        409,
        'nothing-to-undo',
      );
      const decided = await entryNamed(clerk, '五原县宏鹏水泥厂');
      await expectRefusal(say(clerk, decided, 'none'), 409, 'nothing-open');
    });
  },
);
