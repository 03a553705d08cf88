import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Installation } from '../support/installation.js';

describe('export on the command line, called wrongly', () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await Installation.create('sqlite');
  });
  afterAll(() => installation.drop());

  it.each([
    ['something that cannot be exported', ['people', '--out', 'x.xlsx']],
    ['no file', ['coverage']],
    ['a day that does not exist', ['coverage', '--out', 'x.xlsx', '--as-of', '2022-02-30']],
    ['a status that does not exist', ['links', '--out', 'x.xlsx', '--status', 'open']],
    ['a day where it has no meaning', ['links', '--out', 'x.xlsx', '--as-of', '2022-12-31']],
    ['a status where it has no meaning', ['units', '--out', 'x.xlsx', '--status', 'auto']],
    ['a county that does not exist', ['units', '--out', 'x.xlsx', '--county', '159999']],
    ['a folder that does not exist', ['links', '--out', join('nowhere', 'x.xlsx')]],
  ])('ends with 2 and one Chinese sentence for %s, and writes nothing', async (_wrong, args) => {
    const folder = join(installation.dataDir, 'nothing');
    await mkdir(folder, { recursive: true });
    const placed = args.map((arg) => (arg.endsWith('x.xlsx') ? join(folder, arg) : arg));
    const { code, stdout, stderr } = await installation.cli('export', ...placed, '--json');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^.*\p{Script=Han}.*。.*\n$/u);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(await readdir(folder)).toEqual([]);
  });
});
