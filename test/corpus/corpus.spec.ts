import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { KillableWorkbookOpener } from '../../src/intake/readers/killable-workbook-opener.js';
import { READER_PROGRAM } from '../../src/intake/readers/child/reader-process.js';
import { openWithSheetJs } from '../../src/intake/readers/sheetjs-workbook.js';
import { ROOT } from '../support/repository.js';
import { corpusFiles, corpusPath, CORPUS } from './corpus-index.js';
import { cellsOf, digestOf, outcomeOf, type Cells, type Outcome } from './outcome.js';

const ALL_SECONDS = 240;
const FILE_SECONDS = 20;
import.meta.jest.setTimeout(ALL_SECONDS * 1000);

interface Known {
  /** Where the index is answered otherwise, and why. */
  readonly otherwiseThanIndex: Readonly<Record<string, { readonly outcome: 'read' | 'refused'; readonly reason: string }>>;
  /** Where the second library reads other cells, and why. */
  readonly otherwiseThanSheetJs: Readonly<Record<string, string>>;
}

const here = join(ROOT, 'test', 'corpus');
const known = JSON.parse(readFileSync(join(here, 'known-differences.json'), 'utf8')) as Known;
const digestsFile = join(here, 'known-cells.json');
const digests = JSON.parse(readFileSync(digestsFile, 'utf8')) as Readonly<Record<string, string>>;

const tripwire = ['--import', pathToFileURL(join(here, 'tripwire.mjs')).href];
const opener = new KillableWorkbookOpener({ readers: 2, program: { ...READER_PROGRAM, nodeOptions: tripwire } });
const files = corpusFiles();
const outcomes = new Map<string, { readonly outcome: Outcome; readonly seconds: number }>();

async function readAll(): Promise<void> {
  const rest = [...files];
  const work = async (): Promise<void> => {
    for (let next = rest.shift(); next; next = rest.shift()) {
      const from = performance.now();
      const outcome = await outcomeOf(opener, corpusPath(next.file));
      outcomes.set(next.file, { outcome, seconds: (performance.now() - from) / 1000 });
    }
  };
  await Promise.all([work(), work()]);
}

function outcomeFor(file: string): Outcome {
  const found = outcomes.get(file);
  if (!found) throw new Error(`${file} was not read`);
  return found.outcome;
}

const readCells = (file: string): Cells | null => {
  const outcome = outcomeFor(file);
  return outcome.kind === 'read' ? outcome.cells : null;
};

/** Outcomes that a file may have, by what the index expects of it. */
function permitted(file: string, expected: string): readonly string[] {
  const otherwise = known.otherwiseThanIndex[file];
  if (otherwise) return [otherwise.outcome];
  if (expected === 'read') return ['read'];
  if (expected === 'reject-clean(encrypted)') return ['encrypted'];
  return expected.startsWith('reject-clean') ? ['refused', 'encrypted'] : ['read', 'refused', 'encrypted'];
}

function nameOf(outcome: Outcome): string {
  if (outcome.kind === 'read') return 'read';
  return outcome.problem.code === 'workbook-encrypted' ? 'encrypted' : 'refused';
}

const suite = CORPUS === undefined ? describe.skip : describe;

suite('the corpus of odd, corrupt, encrypted and hostile files', () => {
  beforeAll(readAll, ALL_SECONDS * 1000);

  it('is complete', () => {
    expect(files).toHaveLength(264);
  });

  it.each(files.map(({ file, expect: expected }) => [file, expected]))('%s: %s', (file, expected) => {
    const outcome = outcomeFor(file);
    expect(permitted(file, expected)).toContain(nameOf(outcome));
    if (outcome.kind === 'refused') {
      expect(outcome.problem.code).not.toMatch(/^reader-/);
      expect(outcome.problem.message).toMatch(/请/);
    }
    expect(outcomes.get(file)?.seconds).toBeLessThan(FILE_SECONDS);
  });

  it('gives the cells that were found right before', () => {
    const found = Object.fromEntries(
      files.flatMap(({ file }) => {
        const cells = readCells(file);
        return cells ? [[file, digestOf(cells)]] : [];
      }),
    );
    if (process.env['UPDATE_KNOWN_CELLS'] === '1') writeFileSync(digestsFile, `${JSON.stringify(found, null, 2)}\n`);
    expect(found).toEqual(digests);
  });

  it('gives the same cells of an .xlsx as a second library, but for the listed differences', async () => {
    const differing: string[] = [];
    const complaints = import.meta.jest.spyOn(console, 'error').mockImplementation(() => undefined);
    for (const { file } of files) {
      const ours = readCells(file);
      const bytes = readFileSync(corpusPath(file));
      if (!ours || bytes.toString('latin1', 0, 2) !== 'PK' || /\.(xlsb|ods)$/.test(file)) continue;
      const theirs = await secondOpinion(bytes);
      if (theirs && theirs.join('\n') !== ours.join('\n')) differing.push(file);
    }
    complaints.mockRestore();
    expect(differing.sort()).toEqual(Object.keys(known.otherwiseThanSheetJs).sort());
  });

  it('is never read as other rows after a byte was changed', () => {
    const baseline = readCells('synthetic/ok_baseline.xlsx');
    expect(baseline).toHaveLength(10);
    for (const { file } of files.filter((candidate) => candidate.file.startsWith('synthetic/bitflip'))) {
      expect([null, baseline]).toContainEqual(readCells(file));
    }
  });

  it('is not evaluated: of formulas, macros and links there are stored values', () => {
    for (const { file } of files.filter((candidate) => candidate.category === 'hostile-active')) {
      expect((readCells(file) ?? []).filter((line) => /string "[=@]/.test(line))).toEqual([]);
    }
  });
});

describe('the confinement in which the corpus is read', () => {
  const misbehaving = new KillableWorkbookOpener({
    program: { path: join(here, 'misbehaving-reader.mjs'), nodeOptions: tripwire },
  });
  const folder = mkdtempSync(join(tmpdir(), 'deeds-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const attempt = async (deed: string): Promise<string> => {
    const file = join(folder, deed);
    writeFileSync(file, '');
    const workbook = await misbehaving.open(file);
    await workbook.close();
    return workbook.sheets[0]?.name ?? '';
  };

  it('ends a reader that opens a connection', async () => {
    await expect(attempt('connect.txt')).rejects.toMatchObject({ code: 'reader-crashed' });
  });

  it('refuses to write a file', async () => {
    expect(await attempt('write.txt')).toBe('ERR_ACCESS_DENIED');
  });

  it('refuses to run code that came as text', async () => {
    expect(await attempt('evaluate.txt')).toBe('EvalError');
  });
});

async function secondOpinion(bytes: Buffer): Promise<Cells | null> {
  try {
    return await cellsOf(openWithSheetJs(bytes));
  } catch {
    return null;
  }
}
