import type { BatchView } from '../../src/intake/intake.dto.js';
import { body, expectRefusal, uploadOf, type ApiClient } from '../support/api-client.js';
import { City, fieldsOf, importFile, type CityFile } from '../support/city.js';
import { describeInstallations, runningInstallation } from '../support/installation.js';
import { CITY } from '../support/repository.js';
import { administratorOf, CITY_CODE, userWith } from '../support/users.js';

const city = new City(CITY);
const AT_ONCE = 5;
const DENGKOU = '150822';

const fileNamed = (start: string): CityFile => {
  const found = city.files('registry', 'enrolment-unit', 'cases').find(({ file }) => file.startsWith(start));
  if (!found) throw new Error(`The city has no ${start}.`);
  return found;
};

/** The same upload several times in the same moment. */
async function importAtOnce(user: ApiClient, file: CityFile, step: 'plan' | 'apply'): Promise<BatchView[]> {
  const upload = await uploadOf(city.pathOf(file));
  const answers = Array.from({ length: AT_ONCE }, () => body(user.import<BatchView>(upload, { ...fieldsOf(file), step })));
  return Promise.all(answers);
}

await describeInstallations('the same bytes for the same purpose', (kind) => {
  const running = runningInstallation(kind, async ({ application }) => {
    const administrator = await administratorOf(application);
    const reviewer = await userWith(administrator, 'municipal-reviewer', CITY_CODE);
    const clerk = await userWith(administrator, 'county-clerk', DENGKOU);
    return { reviewer, clerk, count: async (table: string) => (await running().installation.tables())[table]?.length };
  });

  it('are one batch when they come twice', async () => {
    const { reviewer, installation } = running();
    const file = fileNamed('附件2_临河区');
    const first = await importFile(reviewer, city, file);
    const before = await installation.footprint();
    expect(await importFile(reviewer, city, file)).toEqual(first);
    expect(await installation.footprint()).toEqual(before);
  });

  it('are another batch for another month', async () => {
    const { reviewer } = running();
    const file = fileNamed('附件2_临河区');
    const first = await importFile(reviewer, city, file);
    const later = await importFile(reviewer, city, { ...file, asOf: '2020-06' });
    expect(later.id).not.toBe(first.id);
    expect(later).toMatchObject({ rows: file.rows, new: 0, changed: 0, unchanged: file.rows, missing: 0 });
  });

  it.each([
    ['附件2_五原县', 'enterprise'],
    ['附件3_五原县', 'disease_case'],
    ['单位参保_2022-12', 'enrolment_record'],
  ])('are one batch when five uploads of %s are applied in the same moment', async (start, table) => {
    const { reviewer, count } = running();
    const file = fileNamed(start);
    const before = (await count(table)) ?? 0;
    const batches = await importAtOnce(reviewer, file, 'apply');
    expect(new Set(batches.map(({ id }) => id)).size).toBe(1);
    expect(new Set(batches.map(({ state, rows, new: fresh }) => `${state} ${rows} ${fresh}`))).toEqual(
      new Set([`applied ${file.rows} ${file.rows}`]),
    );
    expect(await count(table)).toBe(before + file.rows);
  });

  it('are one batch when five uploads are planned in the same moment, and change nothing until it is applied', async () => {
    const { reviewer, count } = running();
    const file = fileNamed('杭锦后旗');
    const before = (await count('enterprise')) ?? 0;
    const planned = await importAtOnce(reviewer, file, 'plan');
    expect(new Set(planned.map(({ id }) => id)).size).toBe(1);
    expect(await count('enterprise')).toBe(before);
  });

  it('are planned, then applied by whoever saw the newest plan', async () => {
    const { reviewer, count } = running();
    const file = fileNamed('附件2_磴口县');
    const seen = await importFile(reviewer, city, file, 'plan');
    const newer = await importFile(reviewer, city, file, 'plan');
    expect(newer).toMatchObject({ id: seen.id, state: 'planned', version: seen.version });
    const before = (await count('enterprise')) ?? 0;
    const stale = { version: seen.version - 1 };
    const refusal = await expectRefusal(reviewer.post(`/api/imports/${seen.id}/apply`, stale), 409, 'stale-version');
    expect(refusal.details).toEqual({ current: { version: newer.version, state: 'planned' } });
    expect(await count('enterprise')).toBe(before);
    const applied = await body(reviewer.post<BatchView>(`/api/imports/${seen.id}/apply`, { version: newer.version }));
    expect(applied).toMatchObject({ id: seen.id, state: 'applied', new: file.rows });
    expect(await count('enterprise')).toBe(before + file.rows);
    expect(await body(reviewer.post<BatchView>(`/api/imports/${seen.id}/apply`, { version: newer.version }))).toEqual(applied);
  });

  it('are applied as the batch that the county has planned, also when the city presses the button', async () => {
    const { clerk, reviewer } = running();
    const { id, version } = await importFile(clerk, city, fileNamed('附件3_磴口县'), 'plan');
    const applied = await body(reviewer.post<BatchView>(`/api/imports/${id}/apply`, { version }));
    expect(applied).toMatchObject({ id, state: 'applied' });
    expect(await body(clerk.get<BatchView>(`/api/imports/${id}`))).toEqual(applied);
  });

  it('are applied once when five people press the button in the same moment', async () => {
    const { reviewer, count } = running();
    const file = fileNamed('附件3_临河区');
    const { id, version } = await importFile(reviewer, city, file, 'plan');
    const before = (await count('disease_case')) ?? 0;
    const pressed = Array.from({ length: AT_ONCE }, () => reviewer.post<BatchView>(`/api/imports/${id}/apply`, { version }));
    const answers = await Promise.all(pressed);
    for (const { status, body: batch } of answers)
      expect({ status, batch }).toMatchObject({ status: 200, batch: { id, state: 'applied' } });
    expect(await count('disease_case')).toBe(before + file.rows);
  });
});
