import { body, expectRefusal, type ApiClient } from '../support/api-client.js';
import type { BlindPairView, CountyQualityView, JudgedItemView, SecondLookView } from '../../src/matching/quality/quality.dto.js';
import type { LinkView } from '../../src/matching/matching.dto.js';
import { WUYUAN } from '../support/users.js';
import { decide, describeReview, entryNamed, entryOf, importRegistry, importUnits, match, pageOf } from './small-city.js';

const BRANDS = [...'宏兴瑞德昌隆'];
const DRAW = { county: WUYUAN, automatic: 4, decided: 10 };

const draw = (user: ApiClient): Promise<SecondLookView> => body(user.post<SecondLookView>('/api/matching/second-looks', DRAW));
const pairsOf = (user: ApiClient, { id }: SecondLookView): Promise<BlindPairView[]> =>
  body(user.get<BlindPairView[]>(`/api/matching/second-looks/${id}/pairs`));
const judge = (user: ApiClient, itemId: number, verdict: string): ReturnType<ApiClient['post']> =>
  user.post(`/api/matching/second-looks/items/${itemId}/judgements`, { verdict });
const qualityOf = async (user: ApiClient): Promise<CountyQualityView | undefined> =>
  (await body(user.get<CountyQualityView[]>(`/api/matching/quality?county=${WUYUAN}`)))[0];

await describeReview(
  'the second look',
  async (reviewer) => {
    await importRegistry(reviewer, [...BRANDS.map((brand) => ({ name: `五原县${brand}鹏石料厂` })), { name: '五原县德新砖厂' }]);
    await importUnits(reviewer, [
      ...BRANDS.map((brand, i) => ({ unitNo: String(2000 + i), name: `五原县${brand}鹏石料厂` })),
      { unitNo: '3000', name: '五原县德鑫砖厂' },
    ]);
    await match(reviewer);
  },
  (staff) => {
    it('finds errors of others, blind, reopens them, and measures how often there are any', async () => {
      const { clerk, leader, reviewer } = staff();
      await decide(clerk, await entryNamed(clerk, '五原县德新砖厂'), 'same', '3000');
      expect(await qualityOf(leader)).toMatchObject({ sentence: null, automatic: { checked: 0, rate: null } });
      const look = await draw(leader);
      expect(look).toMatchObject({ items: 5, judged: 0, automaticPopulation: 6, decidedPopulation: 1, open: 5 });

      const [own] = (await pairsOf(leader, look)).filter(({ unit }) => unit?.unitNo === '3000');
      expect((await pairsOf(clerk, look)).map(({ unit }) => unit?.unitNo)).not.toContain('3000');
      await expectRefusal(judge(clerk, own?.itemId ?? 0, 'same'), 403, 'second-look-own-decision');
      const told = Object.keys(own ?? {}).toSorted();
      expect(told).toEqual(['enterprise', 'itemId', 'segments', 'unit']);

      const [wrong, ...right] = (await pairsOf(leader, look)).filter(({ unit }) => unit?.unitNo !== '3000');
      const error = (await body(judge(leader, wrong?.itemId ?? 0, 'different'))) as JudgedItemView;
      expect(error).toMatchObject({ earlierStatus: 'auto', error: true });
      await expectRefusal(judge(reviewer, wrong?.itemId ?? 0, 'same'), 409, 'second-look-judged');
      for (const { itemId } of right) await body(judge(leader, itemId, 'same'));
      expect(await qualityOf(leader)).toMatchObject({ pending: 1, automatic: { checked: 0 } });
      await body(judge(reviewer, own?.itemId ?? 0, 'same'));
      expect(await qualityOf(leader)).toMatchObject({
        pending: 0,
        automatic: { checked: 4, errors: 1, rate: 0.25 },
        decided: { checked: 1, errors: 0 },
        sentence: '抽查复核 4 条自动关联，差错 1 条，差错率 25.00%（95%置信区间 4.55%–69.94%）',
      });

      const enterpriseId = wrong?.enterprise?.enterpriseId ?? 0;
      const reopened = await entryOf(leader, enterpriseId);
      expect(reopened).toMatchObject({ state: 'open', candidates: [{ status: 'review', decidedBy: null }] });
      await match(reviewer);
      expect(await entryOf(leader, enterpriseId)).toMatchObject({
        state: 'open',
        candidates: [{ status: 'review', unit: { unitNo: wrong?.unit?.unitNo } }],
      });
      expect((await pageOf(clerk)).entries.map((entry) => entry.enterpriseId)).toEqual([enterpriseId]);
      await decide(clerk, await entryOf(clerk, enterpriseId), 'none');
      await match(reviewer);
      const links = await body(clerk.get<LinkView[]>(`/api/matching/links?enterpriseId=${enterpriseId}`));
      expect(links).toMatchObject([{ status: 'rejected' }]);
    });

    it('is drawn by those who supervise, judged by those who decide, and another county’s is missing', async () => {
      const { clerk, leader, stranger, healthClerk } = staff();
      await expectRefusal(clerk.post('/api/matching/second-looks', DRAW), 403, 'right-missing');
      await expectRefusal(stranger.get(`/api/matching/second-looks?county=${WUYUAN}`), 404, 'not-found');
      await expectRefusal(stranger.get('/api/matching/second-looks/1/pairs'), 404, 'not-found');
      await expectRefusal(judge(stranger, 1, 'same'), 404, 'not-found');
      await expectRefusal(judge(healthClerk, 1, 'same'), 403, 'right-missing');
      await expectRefusal(leader.post('/api/matching/second-looks', { ...DRAW, county: '150802' }), 404, 'not-found');
      await expectRefusal(leader.post('/api/matching/second-looks', { ...DRAW, automatic: -1 }), 400, 'fields-invalid');
      await expectRefusal(leader.post('/api/matching/second-looks', { county: WUYUAN, automatic: 0, decided: 0 }), 409, 'nothing-to-draw');
      await expectRefusal(judge(leader, 1, 'maybe'), 400, 'fields-invalid');
    });
  },
);
