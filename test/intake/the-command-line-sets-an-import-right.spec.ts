import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeInstallations, Installation } from '../support/installation.js';
import type { CommandResult } from '../support/processes.js';
import { enterprises, HEADER, registryOf } from './support.js';

const ODD_HEADER = HEADER.map((word) => (word === '职工人数' ? '在册情况' : word));

const json = <T>({ stdout }: CommandResult): T => JSON.parse(stdout) as T;

await describeInstallations('the command line', (kind) => {
  let installation: Installation;
  let file: string;
  beforeAll(async () => {
    installation = await Installation.create(kind);
    file = join(installation.dataDir, 'registry.csv');
    await writeFile(file, registryOf(ODD_HEADER, enterprises(5)).bytes);
  });
  afterAll(() => installation.drop());

  const importIt = (...settings: string[]): Promise<CommandResult> =>
    installation.cli('import', 'registry', file, '--as-of', '2020-05', '--json', ...settings);

  it('names the sheets of a workbook to whoever names another', async () => {
    const { code, stderr } = await importIt('--header', '别的=2');
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/别的.*。\n$/) });
  });

  it('refuses a setting of another shape', async () => {
    const { code, stderr } = await importIt('--map', 'headcount');
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('选项的内容不符合格式') });
  });

  it('reads columns as it is told, and shows the batch with its reasons afterwards', async () => {
    const refused = await importIt();
    expect(refused.code).toBe(2);
    const sheet = /工作表“([^”]+)”/.exec(refused.stderr)?.[1] ?? '';
    const done = await importIt('--header', `${sheet}=2`, '--map', `${sheet}:E=headcount`, '--set', 'remark=停产');
    expect({ code: done.code, stderr: done.stderr }).toEqual({ code: 0, stderr: '' });
    const { batch } = json<{ batch: number }>(done);
    expect(json(done)).toMatchObject({ state: 'applied', rows: 5, new: 5, errorCount: 0 });
    const lines = (await installation.tables())['registry_line'] ?? [];
    expect(lines.map(({ remark }) => remark)).toEqual(Array.from({ length: 5 }, () => '停产'));
    expect(json(await installation.cli('batch', String(batch), '--json'))).toMatchObject({ batch, state: 'applied', issueGroups: [] });
    expect(json(await installation.cli('batches', '--json'))).toMatchObject({ batches: [{ batch, kind: 'registry', rejection: null }] });
  });

  it('warns where much changes, and goes on', async () => {
    await writeFile(file, registryOf(HEADER, enterprises(5, 40)).bytes);
    const { code, stdout, stderr } = await installation.cli('import', 'registry', file, '--as-of', '2020-06', '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/^提示：.*五分之一.*。\n$/) });
    expect(JSON.parse(stdout)).toMatchObject({ state: 'applied', changed: 5 });
  });
});
