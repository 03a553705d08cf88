import type { BatchView } from '../../src/intake/intake.dto.js';
import type { ReportFileView, ReportView } from '../../src/reporting/reporting.dto.js';
import { body } from '../support/api-client.js';
import { City, importKinds } from '../support/city.js';
import { describeInstallations, runningInstallation } from '../support/installation.js';
import { pastReport } from '../support/reports.js';
import { CITY } from '../support/repository.js';
import { administratorOf, CITY_CODE, LINHE, userWith } from '../support/users.js';

const DUE = '2022-10-10';
const REGISTRY_MONTH = '2020-05';
const UNCHANGED = { new: 0, changed: 0, missing: 0, errorCount: 0 };

await describeInstallations('our own export comes back unchanged', (kind) => {
  const running = runningInstallation(kind, async ({ application }) => {
    const reviewer = await userWith(await administratorOf(application), 'municipal-reviewer', CITY_CODE);
    await importKinds(reviewer, new City(CITY), 'registry', 'enrolment-unit', 'cases');
    await pastReport(reviewer, DUE, LINHE);
    return { reviewer, reports: await body(reviewer.get<ReportView[]>(`/api/reports?dueOn=${DUE}`)) };
  });

  /** What importing a form of every county would change. */
  async function planned(form: string, fields: Readonly<Record<string, string>>): Promise<Record<string, object>> {
    const { reviewer, reports } = running();
    const found: Record<string, object> = {};
    for (const { id, countyCode } of reports) {
      const files = await body(reviewer.get<ReportFileView[]>(`/api/reports/${id}/files`));
      const file = files.find((one) => one.form === form);
      const { fileName, bytes } = await reviewer.download(`/api/reports/${id}/files/${file?.id ?? 0}`);
      const upload = { name: fileName, bytes: Uint8Array.from(bytes) };
      const batch = await body(reviewer.import<BatchView>(upload, { ...fields, county: countyCode, step: 'plan' }));
      expect(batch.rejection).toBeNull();
      found[countyCode] = { new: batch.new, changed: batch.changed, missing: batch.missing, errorCount: batch.errorCount };
    }
    return found;
  }

  const everyCounty = (): Record<string, object> => Object.fromEntries(running().reports.map(({ countyCode }) => [countyCode, UNCHANGED]));

  it('附件2 for the month that it was made of', async () => {
    expect(await planned('annex-2', { kind: 'registry', asOf: REGISTRY_MONTH })).toEqual(everyCounty());
  });

  it('附件3', async () => {
    expect(await planned('annex-3', { kind: 'cases' })).toEqual(everyCounty());
  });
});
