import type { BatchView } from '../../src/intake/intake.dto.js';
import type { EntryView } from '../../src/matching/review/entry.views.js';
import type { RivalledLinkView } from '../../src/matching/review/review.views.js';
import { body, expectRefusal, type ApiClient } from '../support/api-client.js';
import { WUYUAN } from '../support/users.js';
import { decide, describeReview, entryNamed, entryOf, importRegistry, importUnits, match, pageOf, statusesOf } from './small-city.js';

const CODE = '91150821MA0N000018';

const takeBack = (user: ApiClient, { id, version }: BatchView): Promise<BatchView> =>
  body(user.post<BatchView>(`/api/imports/${id}/undo`, { version, reason: '报错了' }));

const rivalsOf = (user: ApiClient): Promise<RivalledLinkView[]> =>
  body(user.get<RivalledLinkView[]>(`/api/matching/review/learnt-name-rivals?county=${WUYUAN}`));

await describeReview(
  'decisions and later imports',
  async (reviewer) => {
    await importUnits(reviewer, [
      { unitNo: '1001', name: '五原县德朋砖厂' },
      { unitNo: '1002', name: '五原县宏朋水泥厂' },
      { unitNo: '1003', name: '五原县兴朋石料厂' },
    ]);
  },
  (staff) => {
    it('are not asked again: rejected pairs never return, a confirmed name is a name of the enterprise', async () => {
      const { reviewer, clerk } = staff();
      const rows = [{ name: '五原县德鹏砖厂' }, { name: '五原县宏鹏水泥厂' }];
      await importRegistry(reviewer, rows);
      await match(reviewer);
      await decide(clerk, await entryNamed(clerk, '五原县德鹏砖厂'), 'same', '1001');
      await decide(clerk, await entryNamed(clerk, '五原县宏鹏水泥厂'), 'different', '1002');
      await importRegistry(reviewer, rows, '2022-12');
      await importUnits(
        reviewer,
        [
          { unitNo: '1001', name: '五原县德朋砖厂' },
          { unitNo: '1002', name: '五原县宏朋水泥厂' },
        ],
        '2022-12',
      );
      await match(reviewer);
      expect((await pageOf(clerk)).entries).toEqual([]);
      const confirmed = await entryNamed(clerk, '五原县德鹏砖厂');
      expect([statusesOf(confirmed), confirmed.enterprise.aliases]).toEqual([{ 1001: 'confirmed' }, ['五原县德朋砖厂']]);
      expect(statusesOf(await entryNamed(clerk, '五原县宏鹏水泥厂'))).toEqual({ 1002: 'rejected' });
      expect(await rivalsOf(clerk)).toEqual([]);
    });

    it('are flagged when somebody who came later bears the confirmed name', async () => {
      const { reviewer, clerk, stranger } = staff();
      await importRegistry(reviewer, [{ name: '五原县德朋砖厂' }], '2022-12', '临河区');
      expect(await rivalsOf(clerk)).toMatchObject([
        { name: '五原县德朋砖厂', enterprises: 1, unitIds: [], decidedBy: 'county-clerk 150821' },
      ]);
      await importUnits(reviewer, [{ unitNo: '1009', name: '五原县德朋砖厂' }], '2022-12');
      await match(reviewer);
      const [rivalled] = await rivalsOf(clerk);
      expect(rivalled).toMatchObject({ enterprises: 1 });
      expect(rivalled?.unitIds).toHaveLength(1);
      await expectRefusal(stranger.get(`/api/matching/review/learnt-name-rivals?county=${WUYUAN}`), 404, 'not-found');
    });

    it('hold again with one key where an import that was taken back had made another enterprise of the same name', async () => {
      const { reviewer, clerk } = staff();
      const named = await importRegistry(reviewer, [{ name: '五原县旧兴石料厂', creditCode: CODE }], '2023-01');
      await importRegistry(reviewer, [{ name: '五原县旧兴石料厂' }], '2023-02');
      await importRegistry(reviewer, [{ name: '五原县兴鹏石料厂', creditCode: CODE }], '2023-03');
      await match(reviewer);
      const before = await entryNamed(clerk, '五原县兴鹏石料厂');
      await decide(clerk, before, 'different', '1003');

      await takeBack(reviewer, named);
      await match(reviewer);
      const [head] = (await pageOf(clerk, 'state=decided-before')).entries;
      expect(head).toMatchObject({ name: '五原县兴鹏石料厂', state: 'decided-before' });
      expect(head?.enterpriseId).not.toBe(before.enterprise.enterpriseId);
      const entry = await entryOf(clerk, head?.enterpriseId ?? 0);
      expect(entry.candidates).toMatchObject([
        { unit: { unitNo: '1003' }, earlier: { verdict: 'rejected', by: 'county-clerk 150821', unchanged: true } },
      ]);
      const path = `/api/matching/review/entries/${entry.enterprise.enterpriseId}/reconfirmations`;
      const again = await body(clerk.post<EntryView>(path, { version: entry.version }));
      expect([again.state, statusesOf(again)]).toEqual(['decided', { 1003: 'rejected' }]);
      expect((await pageOf(clerk, 'state=decided-before')).entries).toEqual([]);
    });
  },
);
