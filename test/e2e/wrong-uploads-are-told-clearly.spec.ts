import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { BatchView } from '../../src/intake/intake.dto.js';
import { body, expectRefusal, uploadOf, type Upload } from '../support/api-client.js';
import { describeInstallations, runningInstallation } from '../support/installation.js';
import { eventually } from '../support/processes.js';
import { CITY, NOT_OK } from '../support/repository.js';
import { administratorOf, CITY_CODE, userWith } from '../support/users.js';

const MEBIBYTE = 2 ** 20;

const notOk = (name: string): Promise<Upload> => uploadOf(join(NOT_OK, name));
const linhe = (): Promise<Upload> => uploadOf(join(CITY, '附件2_临河区.xlsx'));
const dengkou = (): Promise<Upload> => uploadOf(join(CITY, '附件2_磴口县.csv'));
const registry = { kind: 'registry', asOf: '2020-05' };

interface Refusal {
  readonly wrong: string;
  readonly file: () => Promise<Upload | undefined>;
  readonly fields: Readonly<Record<string, string>>;
  readonly status: number;
  readonly code: string;
}

const REFUSALS: readonly Refusal[] = [
  { wrong: 'a file without a byte', file: () => notOk('empty.xlsx'), fields: registry, status: 422, code: 'workbook-empty' },
  {
    wrong: 'a text with the name of a workbook',
    file: () => notOk('text.xlsx'),
    fields: registry,
    status: 400,
    code: 'workbook-without-table',
  },
  { wrong: 'an upload that broke off', file: () => notOk('truncated.xlsx'), fields: registry, status: 422, code: 'workbook-damaged' },
  {
    wrong: 'a workbook without a header',
    file: () => notOk('no-header.xlsx'),
    fields: registry,
    status: 400,
    code: 'workbook-without-table',
  },
  {
    wrong: 'a workbook that does not say its county',
    file: () => notOk('no-county.xlsx'),
    fields: registry,
    status: 400,
    code: 'county-unresolved',
  },
  { wrong: 'a workbook of another kind', file: linhe, fields: { ...registry, kind: 'cases' }, status: 400, code: 'workbook-without-table' },
  { wrong: 'an unknown kind', file: linhe, fields: { ...registry, kind: 'payroll' }, status: 400, code: 'import-kind-unknown' },
  { wrong: 'no kind', file: linhe, fields: { asOf: '2020-05' }, status: 400, code: 'fields-invalid' },
  { wrong: 'no file', file: () => Promise.resolve(undefined), fields: registry, status: 400, code: 'file-missing' },
  {
    wrong: 'no month, neither in the file nor beside it',
    file: dengkou,
    fields: { kind: 'registry', county: '150822' },
    status: 400,
    code: 'as-of-missing',
  },
  { wrong: 'a month that does not exist', file: linhe, fields: { ...registry, asOf: '2020-13' }, status: 400, code: 'month-invalid' },
  { wrong: 'an unknown county', file: dengkou, fields: { ...registry, county: '150899' }, status: 400, code: 'county-unknown' },
  {
    wrong: 'a county other than the file says',
    file: linhe,
    fields: { ...registry, county: '150821' },
    status: 400,
    code: 'county-contradiction',
  },
  { wrong: 'an unknown step', file: linhe, fields: { ...registry, step: 'undo' }, status: 400, code: 'fields-invalid' },
  { wrong: 'a field that does not exist', file: linhe, fields: { ...registry, password: 'x' }, status: 400, code: 'fields-invalid' },
  {
    wrong: 'a file of 101 MiB',
    file: () => Promise.resolve({ name: 'large.xlsx', bytes: new Uint8Array(101 * MEBIBYTE) }),
    fields: registry,
    status: 413,
    code: 'body-too-large',
  },
];

await describeInstallations('a wrong upload', (kind) => {
  const running = runningInstallation(kind, async ({ application }) => ({
    reviewer: await userWith(await administratorOf(application), 'municipal-reviewer', CITY_CODE),
  }));

  it.each(REFUSALS.map((refusal) => [refusal.wrong, refusal] as const))(
    'is refused with a reason: %s',
    async (_wrong, { file, fields, status, code }) => {
      const { installation, reviewer } = running();
      const upload = await file();
      const before = await installation.footprint();
      for (const step of fields['step'] === undefined ? ['plan', 'apply'] : [fields['step']])
        await expectRefusal(reviewer.import(upload, { ...fields, step }), status, code);
      // The upload itself is removed as soon as the refusal is told, maybe a moment after it.
      await eventually('nothing is left of it', async () => isDeepStrictEqual(await installation.footprint(), before) || undefined);
    },
  );

  it('of which one row is wrong takes in the others and names sheet, row, column and remedy', async () => {
    const { reviewer } = running();
    const batch = await body(reviewer.import<BatchView>(await notOk('rounded-id.xlsx'), { kind: 'cases', step: 'apply' }));
    expect(batch).toMatchObject({ state: 'applied', rows: 2, new: 1 });
    expect(batch.errors).toEqual([
      {
        sheet: 'Sheet1',
        row: 4,
        column: '身份证号码',
        code: 'id-rounded',
        message: expect.stringMatching(/后三位已丢失。.*重新录入/),
      },
    ]);
    expect(JSON.stringify(batch.errors)).not.toMatch(/\d{15}/);
  });

  it('is never an internal error', () => {
    expect(running().application.stderr()).not.toMatch(/"level":50/);
  });
});
