import { request, type ClientRequest } from 'node:http';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BatchView } from '../../src/intake/intake.dto.js';
import { body, uploadOf, type ApiClient } from '../support/api-client.js';
import { City, fieldsOf, importKinds } from '../support/city.js';
import { describeInstallations, Installation } from '../support/installation.js';
import { pause } from '../support/processes.js';
import { CITY } from '../support/repository.js';
import { administratorOf, CITY_CODE, logInAgain, userWith } from '../support/users.js';

const city = new City(CITY);
const PATIENCE_SECONDS = 10;
const BOUNDARY = 'half-an-upload';

/** An upload of which only the beginning has been sent; the rest never comes. */
async function beginUpload(reviewer: ApiClient): Promise<ClientRequest> {
  const bytes = await readFile(join(CITY, '附件2_临河区.xlsx'));
  const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n`;
  const upload = request(`${reviewer.address}/api/imports`, {
    method: 'POST',
    headers: {
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
      'content-length': 10 * bytes.length,
      cookie: reviewer.sessionCookie,
    },
  });
  upload.on('error', () => undefined);
  upload.write(head);
  upload.write(bytes);
  await pause(300);
  return upload;
}

await describeInstallations('the service', (kind) => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await Installation.create(kind);
  });
  afterAll(() => installation.drop());

  it.each(['SIGTERM', 'SIGINT'] as const)('ends by itself after %s', async (signal) => {
    const application = await installation.start();
    const { code, seconds } = await application.stop(signal);
    expect({ code, errors: errorsIn(application.stderr()) }).toEqual({ code: 0, errors: [] });
    expect(seconds).toBeLessThan(PATIENCE_SECONDS);
  });
});

await describeInstallations('the service, stopped while an upload comes in', (kind) => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await Installation.create(kind);
  });
  afterAll(() => installation.drop());

  it('ends by itself, leaves nothing of it behind, and goes on where it was', async () => {
    const application = await installation.start();
    const reviewer = await userWith(await administratorOf(application), 'municipal-reviewer', CITY_CODE, 'reviewer');
    const before = await installation.footprint();
    const upload = await beginUpload(reviewer);
    const { code, seconds } = await application.stop();
    upload.destroy();
    expect(code).toBe(0);
    expect(seconds).toBeLessThan(PATIENCE_SECONDS);
    const again = await installation.start();
    expect(await installation.footprint()).toEqual(before);
    const back = await logInAgain(again.address, 'reviewer');
    expect(await importKinds(back, city, 'registry')).toHaveLength(city.files('registry').length);
    expect((await again.stop()).code).toBe(0);
  });

  it('finishes an import that is under way, or leaves nothing of it: never a part', async () => {
    const application = await installation.start();
    const reviewer = await logInAgain(application.address, 'reviewer');
    const [file] = city.files('enrolment-unit');
    if (!file) throw new Error('The city has no 单位参保.');
    const upload = await uploadOf(city.pathOf(file));
    const answer = reviewer.import<BatchView>(upload, { ...fieldsOf(file), step: 'apply' }).catch(() => undefined);
    await pause(50);
    const { code, seconds } = await application.stop();
    expect(code).toBe(0);
    expect(seconds).toBeLessThan(PATIENCE_SECONDS);
    const told = (await answer)?.status;
    const tables = await installation.tables();
    const applied = tables['import_batch']?.some(({ kind: of, state }) => of === 'enrolment-unit' && state === 'applied') ?? false;
    expect(tables['enrolment_record']?.length).toBe(applied ? file.rows : 0);
    if (told === 201) expect(applied).toBe(true);
    const again = await installation.start();
    const batch = await body((await logInAgain(again.address, 'reviewer')).import<BatchView>(upload, { ...fieldsOf(file), step: 'apply' }));
    expect(batch).toMatchObject({ state: 'applied', rows: file.rows });
    expect((await installation.tables())['enrolment_record']).toHaveLength(file.rows);
  });
});

/** What the log calls an error or worse. */
const errorsIn = (log: string): string[] => log.split('\n').filter((line) => /"level":[56]0/.test(line));
