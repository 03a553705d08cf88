import {
  City,
  confirmScopeProposals,
  confirmTrueLinks,
  importKinds,
  judgeLinks,
  matchNow,
  statedCoverage,
  trueCoverage,
} from '../support/city.js';
import { describeInstallations, runningInstallation } from '../support/installation.js';
import { sharedFolder } from '../support/repository.js';
import { administratorOf, CITY_CODE, userWith } from '../support/users.js';

const samples = sharedFolder('samples');
/** Of the files that carry no 填报时间, as their README says. */
const HANDED_OVER = '2020-05';

if (samples === undefined) it.skip('the sample city: its workbooks are absent', () => undefined);
else await describeSampleCity(new City(samples, HANDED_OVER));

async function describeSampleCity(city: City): Promise<void> {
  await describeInstallations('the sample city', (kind) => {
    const running = runningInstallation(kind, async ({ application }) => {
      const reviewer = await userWith(await administratorOf(application), 'municipal-reviewer', CITY_CODE);
      return { reviewer, batches: await importKinds(reviewer, city, 'registry', 'enrolment-unit', 'cases') };
    });

    it('comes in with every row that its workbooks hold', () => {
      const read = running().batches.map(({ fileName, rows }) => [fileName, rows]);
      expect(read).toEqual(city.files('registry', 'enrolment-unit', 'cases').map(({ file, rows }) => [file, rows]));
    });

    it('is linked automatically in at least 85% of the true pairs and never wrongly', async () => {
      const { reviewer } = running();
      await matchNow(reviewer);
      const { wrong, automaticShare, unseen } = await judgeLinks(reviewer, city);
      expect({ wrong, unseen }).toEqual({ wrong: [], unseen: [] });
      expect(automaticShare).toBeGreaterThanOrEqual(0.85);
    });

    it('has the true coverage once the true links are confirmed, and once the scope proposals are', async () => {
      const { reviewer } = running();
      expect(await confirmTrueLinks(reviewer, city)).toBe((await city.enrolledLinks()).length);
      expect(await statedCoverage(reviewer, city)).toEqual(trueCoverage(city, 'beforeScopeReview'));
      await confirmScopeProposals(reviewer);
      expect(await statedCoverage(reviewer, city)).toEqual(trueCoverage(city, 'afterScopeReview'));
    });
  });
}
