import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { OpenWorkbook, SheetRow } from '../../src/intake/domain/index.js';
import { usageOf } from '../../src/intake/readers/child/process-usage.js';
import { KillableWorkbookOpener, type ReaderOptions } from '../../src/intake/readers/killable-workbook-opener.js';
import { CITY, ROOT } from '../support/repository.js';
import { eventually, pause } from '../support/processes.js';

import.meta.jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'killable-'));
const openers: KillableWorkbookOpener[] = [];
afterAll(async () => {
  for (const opener of openers) await opener.onModuleDestroy();
  rmSync(folder, { recursive: true });
});

function openerWith(options: Partial<ReaderOptions> = {}): KillableWorkbookOpener {
  const opener = new KillableWorkbookOpener(options);
  openers.push(opener);
  return opener;
}

/** A program that stands in for the reader's. */
const program = (name: string) => ({ path: join(ROOT, 'test', 'readers', 'programs', name), nodeOptions: [] });

/** The processes that run below this one, or another; those that nobody has waited for included. */
function readersOf(parent = process.pid): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids
    .filter((pid) =>
      procText(pid, 'stat')
        .replace(/^.*\) \S /, '')
        .startsWith(`${parent} `),
    )
    .map(Number);
}

function procText(pid: number | string, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1');
  } catch {
    return '';
  }
}

function manyRows(count: number): string {
  const file = join(folder, `${count}.csv`);
  writeFileSync(file, `单位名称,人数\n${Array.from({ length: count }, (_, i) => `第${i}矿,${i}\n`).join('')}`);
  return file;
}

async function rowsOf(workbook: OpenWorkbook, sheet = 0): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const row of workbook.rows(sheet)) rows.push(row);
  return rows;
}

const registry = join(CITY, '附件2_乌拉特三旗.xlsx');

describe('a workbook that is open in a reader', () => {
  it('gives sheets and rows as the file has them, in any order and as often as asked', async () => {
    const workbook = await openerWith().open(registry);
    const last = workbook.sheets.length - 1;
    const once = await rowsOf(workbook, last);
    const first = await rowsOf(workbook, 0);
    expect(await rowsOf(workbook, last)).toEqual(once);
    expect(await Promise.all([rowsOf(workbook, 0), rowsOf(workbook, last)])).toEqual([first, once]);
    await workbook.close();
    expect(first.length).toBeGreaterThan(5);
    expect(workbook.sheets.map(({ name }) => name)).toHaveLength(last + 1);
  });

  it('can be left in the midst of a sheet, and the sheet be read again', async () => {
    const workbook = await openerWith().open(manyRows(50_000));
    for await (const row of workbook.rows(0)) if (row.number === 10) break;
    const rows = await rowsOf(workbook);
    await workbook.close();
    expect(rows).toHaveLength(50_001);
    expect(rows.at(-1)).toEqual({ number: 50_001, cells: ['第49999矿', '49999'], hidden: false });
  });

  it('waits for whoever takes its rows slowly', async () => {
    const workbook = await openerWith().open(manyRows(200_000));
    const rows = workbook.rows(0)[Symbol.asyncIterator]();
    await rows.next();
    await pause(700);
    const [reader = 0] = readersOf();
    const before = usageOf(reader)?.cpuSeconds ?? 0;
    await pause(500);
    expect(usageOf(reader)?.cpuSeconds).toBeLessThan(before + 0.05);
    await workbook.close();
  });

  it('leaves no process behind when it is closed', async () => {
    const workbook = await openerWith().open(registry);
    expect(readersOf()).toHaveLength(1);
    await workbook.close();
    expect(readersOf()).toEqual([]);
    await expect(rowsOf(workbook)).rejects.toMatchObject({ code: 'reader-stopped' });
  });
});

describe('a reader', () => {
  it('knows nothing of the configuration of the server', async () => {
    process.env['DATA_KEY'] = 'secret';
    const workbook = await openerWith().open(registry);
    const environment = readFileSync(`/proc/${readersOf()[0] ?? 0}/environ`, 'latin1');
    delete process.env['DATA_KEY'];
    await workbook.close();
    expect(environment.split('\0').map((pair) => pair.split('=')[0])).toEqual(
      expect.not.arrayContaining(['DATA_KEY', 'DATABASE_URL', 'REDIS_URL', 'NODE_OPTIONS', 'HOME']),
    );
  });

  it('that calculates without end is killed, and named', async () => {
    const opener = openerWith({ program: program('endless.mjs'), limits: { cpuSeconds: 0.5 } });
    await expect(opener.open(registry)).rejects.toMatchObject({ code: 'reader-timeout', kind: 'unreadable' });
    expect(readersOf()).toEqual([]);
  });

  it('that answers no more is killed', async () => {
    const workbook = await openerWith({ limits: { silenceSeconds: 0.5 } }).open(manyRows(100_000));
    process.kill(readersOf()[0] ?? 0, 'SIGSTOP');
    await expect(rowsOf(workbook)).rejects.toMatchObject({ code: 'reader-timeout' });
    expect(readersOf()).toEqual([]);
  });

  it('that nobody asks any more is killed', async () => {
    const workbook = await openerWith({ limits: { idleSeconds: 0.3 } }).open(registry);
    await eventually('the idle reader is gone', async () => (readersOf().length === 0 ? true : undefined));
    await expect(rowsOf(workbook)).rejects.toMatchObject({ code: 'reader-timeout' });
  });

  it.each(['objects.mjs', 'buffers.mjs'])('that takes too much memory is killed, and named: %s', async (name) => {
    const opener = openerWith({ program: program(name), limits: { memoryMib: 150 } });
    await expect(opener.open(registry)).rejects.toMatchObject({ code: 'reader-memory', kind: 'too-large' });
    expect(readersOf()).toEqual([]);
  });

  it('that dies while it reads is named, and the next file is read', async () => {
    const opener = openerWith({ readers: 1 });
    const workbook = await opener.open(manyRows(100_000));
    const reading = rowsOf(workbook);
    process.kill(readersOf()[0] ?? 0, 'SIGKILL');
    await expect(reading).rejects.toMatchObject({ code: 'reader-crashed' });
    await workbook.close();
    const next = await opener.open(registry);
    expect(await rowsOf(next)).not.toHaveLength(0);
    await next.close();
  });

  it('whose program has an error, or cannot start, is named', async () => {
    for (const name of ['faulty.mjs', 'absent.mjs']) {
      await expect(openerWith({ program: program(name) }).open(registry)).rejects.toMatchObject({ code: 'reader-crashed' });
    }
  });
});

describe('many files at once', () => {
  it('are read by few readers, in turn', async () => {
    const opener = openerWith({ readers: 2 });
    let most = 0;
    const watch = setInterval(() => (most = Math.max(most, readersOf().length)), 20);
    const counts = await Promise.all(
      Array.from({ length: 12 }, async () => {
        const workbook = await opener.open(registry);
        const rows = await rowsOf(workbook);
        await workbook.close();
        return rows.length;
      }),
    );
    clearInterval(watch);
    expect(new Set(counts).size).toBe(1);
    expect(most).toBe(2);
    expect(readersOf()).toEqual([]);
  });

  it('and each with another beside it, wait for nobody who waits for them', async () => {
    const opener = openerWith({ readers: 2 });
    const counts = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const first = await opener.open(registry);
        const second = await opener.openBeside(registry);
        const rows = [await rowsOf(first), await rowsOf(second)];
        await second.close();
        await first.close();
        return rows.map(({ length }) => length);
      }),
    );
    expect(new Set(counts.flat()).size).toBe(1);
    expect(readersOf()).toEqual([]);
  });

  it('are given up when the application ends', async () => {
    const opener = openerWith({ readers: 1 });
    const workbook = await opener.open(manyRows(100_000));
    const waiting = opener.open(registry);
    const reading = rowsOf(workbook);
    const refused = Promise.all([waiting, reading].map((promise) => expect(promise).rejects.toMatchObject({ code: 'reader-stopped' })));
    await opener.onModuleDestroy();
    await refused;
    expect(readersOf()).toEqual([]);
    await expect(opener.open(registry)).rejects.toMatchObject({ code: 'reader-stopped', kind: 'unavailable' });
  });
});

describe('a server that is killed', () => {
  it.each(['reader-child.js', 'endless.mjs'])('takes its readers with it: %s', async (name) => {
    const server = spawn(process.execPath, [join(ROOT, 'test/readers/programs/server.mjs'), registry, name, pathToFileURL(ROOT).href], {
      stdio: ['ignore', 'ignore', 'ignore'],
    });
    const reader = await eventually('a reader runs', async () => readersOf(server.pid)[0]);
    await pause(500);
    server.kill('SIGKILL');
    await eventually('the reader is gone', async () => (isRunning(reader) ? undefined : true), 5);
    expect(isRunning(reader)).toBe(false);
  });
});

const isRunning = (pid: number): boolean => /^State:\s+[^ZX]/m.test(procText(pid, 'status'));
