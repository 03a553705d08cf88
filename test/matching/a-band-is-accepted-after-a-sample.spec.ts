import type { BulkAcceptanceView, BulkSampleView, UndoneActView } from '../../src/matching/review/review.views.js';
import { body, expectRefusal, type ApiClient } from '../support/api-client.js';
import { WUYUAN } from '../support/users.js';
import {
  decide,
  describeReview,
  entryNamed,
  entryOf,
  importRegistry,
  importUnits,
  match,
  nextOf,
  pageOf,
  statusesOf,
  undo,
} from './small-city.js';

const BRANDS = [...'宏兴瑞德昌隆泰盛源恒永信诚富'];
const BAND = { county: WUYUAN, minScore: 0.8, maxScore: 0.9, differs: 'name' };

const draw = (user: ApiClient, band: object = BAND): Promise<BulkSampleView> =>
  body(user.post<BulkSampleView>('/api/matching/review/samples', band));
const show = (user: ApiClient, { id }: BulkSampleView): Promise<BulkSampleView> =>
  body(user.get<BulkSampleView>(`/api/matching/review/samples/${id}`));
const acceptance = (user: ApiClient, { id }: BulkSampleView, expected: number): ReturnType<ApiClient['post']> =>
  user.post(`/api/matching/review/samples/${id}/acceptances`, { expected });

/** Decides sampled pairs one by one. */
async function decideSample(user: ApiClient, { pairs }: BulkSampleView, verdict: string): Promise<void> {
  for (const { enterpriseId, unitId } of pairs) {
    const entry = await entryOf(user, enterpriseId);
    await decide(user, entry, verdict, entry.candidates.find(({ unit }) => unit.unitId === unitId)?.unit.unitNo);
  }
}

await describeReview(
  'bulk acceptance of a band',
  async (reviewer) => {
    await importRegistry(reviewer, [
      ...BRANDS.map((brand) => ({ name: `五原县${brand}鹏石料厂` })),
      { name: '五原县大成石料厂' },
      { name: '五原县大程石料厂' },
    ]);
    await importUnits(reviewer, [
      ...BRANDS.map((brand, i) => ({ unitNo: String(2000 + i), name: `五原县${brand}朋石料厂` })),
      { unitNo: '3000', name: '五原县大城石料厂' },
    ]);
    await match(reviewer);
  },
  (staff) => {
    it('is refused until its sample of ten is decided one by one; what is drawn stays drawn', async () => {
      const { clerk } = staff();
      const sample = await draw(clerk);
      expect(sample.pairs).toHaveLength(10);
      expect(new Set(sample.pairs.map(({ enterpriseId }) => enterpriseId)).size).toBe(10);
      expect([sample.members.length, sample.leftOut]).toEqual([BRANDS.length - 10, 2]);
      expect((await draw(clerk)).id).toBe(sample.id);
      const refusal = await expectRefusal(acceptance(clerk, sample, sample.members.length), 409, 'sample-unfinished');
      expect(refusal.details).toMatchObject({ undecided: 10 });
    });

    it('is refused where the sample holds a "different" or an "unsure", and the outcome is shown', async () => {
      const { clerk } = staff();
      const sample = await draw(clerk);
      const [first] = sample.pairs;
      const entry = await entryOf(clerk, first?.enterpriseId ?? 0);
      const wrong = await decide(clerk, entry, 'none');
      expect((await show(clerk, sample)).pairs[0]?.answer).toBe('different');
      await expectRefusal(acceptance(clerk, sample, sample.members.length), 409, 'sample-has-different');
      const open = await undo(clerk, wrong);
      const unsure = await decide(clerk, open, 'unsure');
      await decideSample(clerk, { ...sample, pairs: sample.pairs.slice(1) }, 'same');
      expect((await show(clerk, sample)).pairs.map(({ answer }) => answer)).toEqual(['unsure', ...Array<string>(9).fill('same')]);
      await expectRefusal(acceptance(clerk, sample, sample.members.length), 409, 'sample-has-unsure');
      await decide(clerk, unsure, 'same', unsure.candidates[0]?.unit.unitNo);
      expect((await show(clerk, sample)).pairs.every(({ answer }) => answer === 'same')).toBe(true);
    });

    it('takes exactly what was shown, leaves out candidates with rivals, and is undone as a whole', async () => {
      const { clerk } = staff();
      const sample = await show(clerk, await draw(clerk));
      await expectRefusal(acceptance(clerk, sample, sample.members.length + 1), 409, 'band-changed');
      const accepted = (await body(acceptance(clerk, sample, sample.members.length))) as BulkAcceptanceView;
      expect(accepted.members).toEqual(sample.members);
      expect(accepted.members.map(({ enterpriseName }) => enterpriseName)).not.toContain('五原县大成石料厂');
      expect((await pageOf(clerk)).entries.map(({ name }) => name)).toEqual(['五原县大成石料厂', '五原县大程石料厂']);
      await expectRefusal(acceptance(clerk, sample, 1), 409, 'sample-used');
      const [kept, ...rest] = accepted.members;
      const overruled = await undo(clerk, await entryOf(clerk, kept?.enterpriseId ?? 0));
      await decide(clerk, overruled, 'none');
      const undone = await body(clerk.post<UndoneActView>(`/api/matching/review/acts/${accepted.actId}/undo`));
      expect(undone.restored.map(({ enterpriseId }) => enterpriseId)).toEqual(rest.map(({ enterpriseId }) => enterpriseId));
      for (const { enterpriseId } of rest) expect((await entryOf(clerk, enterpriseId)).state).toBe('open');
      expect(Object.values(statusesOf(await entryOf(clerk, kept?.enterpriseId ?? 0)))).toEqual(['rejected']);
      await expectRefusal(clerk.post(`/api/matching/review/acts/${accepted.actId}/undo`), 409, 'nothing-to-undo');
    });

    it('of another band needs a sample of its own, and of a small one is refused', async () => {
      const { clerk } = staff();
      const refusal = await expectRefusal(clerk.post('/api/matching/review/samples', { ...BAND, minScore: 0.84 }), 409, 'band-too-small');
      expect(refusal.details).toMatchObject({ sampleSize: 10 });
      await expectRefusal(clerk.post('/api/matching/review/samples', { ...BAND, minScore: 3 }), 400, 'fields-invalid');
    });

    it('belongs to its counties: nobody else sees, accepts or undoes it', async () => {
      const { stranger, healthClerk, clerk } = staff();
      await expectRefusal(stranger.get('/api/matching/review/samples/1'), 404, 'not-found');
      await expectRefusal(stranger.post('/api/matching/review/samples/1/acceptances', { expected: 1 }), 404, 'not-found');
      await expectRefusal(stranger.post('/api/matching/review/acts/1/undo'), 404, 'not-found');
      await expectRefusal(stranger.post('/api/matching/review/samples', BAND), 404, 'not-found');
      await expectRefusal(healthClerk.post('/api/matching/review/samples', BAND), 403, 'right-missing');
      expect(await nextOf(clerk)).not.toBeNull();
      expect((await entryNamed(clerk, '五原县大成石料厂')).candidates[0]?.contested).toBe(true);
    });
  },
);
