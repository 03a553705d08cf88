import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { OpenWorkbook, SheetRow } from '../../domain/index.js';
import { openXlsxFile, type XlsxLimits } from './index.js';
import { relationship, relationships, workbookMembers, worksheet, type Parts } from './testing/make-workbook.js';
import { makeZip, type Member } from './testing/make-zip.js';

const folder = mkdtempSync(join(tmpdir(), 'xlsx-'));
const file = join(folder, 'a.xlsx');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function rowsOf(workbook: OpenWorkbook, sheet = 0): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const row of workbook.rows(sheet)) rows.push(row);
  return rows;
}

async function using<T>(bytes: Buffer, use: (workbook: OpenWorkbook) => Promise<T>, limits: Partial<XlsxLimits> = {}): Promise<T> {
  writeFileSync(file, bytes);
  const workbook = await openXlsxFile(file, limits);
  try {
    return await use(workbook);
  } finally {
    await workbook.close();
  }
}

const readAll = (bytes: Buffer, limits?: Partial<XlsxLimits>) =>
  using(bytes, async (workbook) => (await rowsOf(workbook)).map(({ cells }) => cells), limits);
const read = (parts: Parts, limits?: Partial<XlsxLimits>) => readAll(makeZip(workbookMembers(parts)), limits);
const openFiles = (): number => readdirSync('/proc/self/fd').length;

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const STRICT = 'http://purl.oclc.org/ooxml/officeDocument/relationships';
const STRINGS_AND_DAY = '<sheetData><row><c t="s"><v>0</v></c><c s="1"><v>43912</v></c></row></sheetData>';
const STYLES =
  '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
  '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs><dxfs><dxf><numFmt numFmtId="170" formatCode="0.00"/></dxf></dxfs></styleSheet>';

describe('a workbook', () => {
  it('has strings and days by its shared parts, which may stand behind the sheet', async () => {
    expect(await read({ sheet: STRINGS_AND_DAY, strings: ['<t>甲</t>'], styles: STYLES })).toEqual([['甲', { date: '2020-03-22' }]]);
  });

  it('lists its sheets in their order, hidden ones too, without charts and macros', async () => {
    const workbook =
      `<workbook xmlns:rel="${OFFICE}"><workbookPr/><sheets><sheet name="乙&amp;丙" sheetId="7" rel:id="b"/><sheet name="图" sheetId="2" rel:id="c"/>` +
      '<sheet name="甲" sheetId="1" state="hidden" rel:id="a"/><sheet name="深" sheetId="3" state="veryHidden" rel:id="d"/><sheet name="无" rel:id=""/></sheets></workbook>';
    const list = relationships(
      relationship('a', 'worksheet', '/xl/worksheets/SHEET1.xml'),
      relationship('b', 'worksheet', '..\\xl\\worksheets\\other.xml'),
      relationship('c', 'chartsheet', 'chartsheets/sheet1.xml'),
      relationship('d', 'worksheet', './worksheets/other.xml'),
    );
    const members = [
      ...workbookMembers({ workbook, relationships: list }),
      { name: 'xl\\worksheets\\other.xml', content: worksheet('<sheetData/><mergeCells><mergeCell ref="A1:B1"/></mergeCells>') },
    ];
    const merges = [{ top: 1, left: 0, bottom: 1, right: 1 }];
    await using(makeZip(members), async ({ sheets }) => {
      expect(sheets).toEqual([
        { name: '乙&丙', hidden: false, merges },
        { name: '甲', hidden: true, merges: [] },
        { name: '深', hidden: true, merges },
      ]);
    });
  });

  it('may be Strict, prefixed, elsewhere, and count from 1904', async () => {
    const members: Member[] = [
      { name: '[Content_Types].xml', content: '<Types/>' },
      { name: '_rels/.rels', content: relationships(relationship('r', 'officeDocument', '/book/b.xml', STRICT)) },
      {
        name: 'book/b.xml',
        content: `<x:workbook xmlns:r="${STRICT}"><x:workbookPr date1904="1"/><x:sheets><x:sheet name="a" r:id="r"/></x:sheets><x:extLst><y:workbookPr date1904="0"/></x:extLst></x:workbook>`,
      },
      {
        name: 'book/_rels/b.xml.rels',
        content: relationships(relationship('r', 'worksheet', 's.xml', STRICT), relationship('t', 'styles', 't.xml', STRICT)),
      },
      {
        name: 'book/s.xml',
        content: '<x:worksheet><x:sheetData><x:row><x:c s="1"><x:v>42450</x:v></x:c></x:row></x:sheetData></x:worksheet>',
      },
      { name: 'book/t.xml', content: STYLES },
    ];
    expect(await readAll(makeZip(members))).toEqual([[{ date: '2020-03-22' }]]);
  });

  it.each<[string, (xml: string) => Buffer]>([
    ['UTF-8 with a mark', (xml) => Buffer.from(`\uFEFF${xml}`)],
    ['UTF-16 with a mark', (xml) => Buffer.from(`\uFEFF${xml}`, 'utf16le')],
    ['UTF-16 without one', (xml) => Buffer.from(xml, 'utf16le')],
    ['big-endian UTF-16', (xml) => Buffer.from(`\uFEFF${xml}`, 'utf16le').swap16()],
  ])('may be written in %s', async (_, encode) => {
    const sheet = encode(worksheet(`<sheetData><row><c t="str"><v>${'甲'.repeat(200)}𠮷</v></c></row></sheetData>`));
    expect(await read({ sheet })).toEqual([[`${'甲'.repeat(200)}𠮷`]]);
  });

  it('may be read again, in any order, at once, and only in part', async () => {
    const sheet = `<sheetData>${Array.from({ length: 20_000 }, (_, i) => `<row><c><v>${i}</v></c></row>`).join('')}</sheetData>`;
    await using(makeZip(workbookMembers({ sheet })), async (workbook) => {
      const before = openFiles();
      for await (const row of workbook.rows(0)) if (row.number === 3) break;
      const [first, second] = await Promise.all([rowsOf(workbook), rowsOf(workbook)]);
      expect(first).toHaveLength(20_000);
      expect(second).toEqual(first);
      expect(await rowsOf(workbook, 1)).toEqual([]);
      const iterator = workbook.rows(0)[Symbol.asyncIterator]();
      const together = await Promise.all([iterator.next(), iterator.next(), iterator.next()]);
      expect(together.map((next) => next.done === true || next.value.number)).toEqual([1, 2, 3]);
      await iterator.return?.();
      expect(await iterator.next()).toEqual({ done: true, value: undefined });
      expect(openFiles()).toBe(before);
    });
  });
});

describe('what is no sound workbook', () => {
  const refused = (parts: Parts, code: string, limits: Partial<XlsxLimits> = {}) =>
    expect(read(parts, limits)).rejects.toMatchObject({
      name: 'Problem',
      code,
      message: expect.stringMatching(/[\u4e00-\u9fff].*重新上传|分别上传/),
    });

  it.each<[string, Parts, string]>([
    [
      'a document type in the sheet',
      { sheet: '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet/>' },
      'workbook-active-content',
    ],
    ['a document type in the list of sheets', { workbook: '<!DOCTYPE x><workbook/>' }, 'workbook-active-content'],
    ['a sheet that is missing', { relationships: relationships(relationship('rId1', 'worksheet', 'no.xml')) }, 'workbook-damaged'],
    ['styles that are missing', { relationships: relationships(relationship('rId3', 'styles', 'no.xml')) }, 'workbook-damaged'],
    ['a list of sheets that is missing', { workbookPath: 'xl/no.xml' }, 'workbook-damaged'],
    ['a binary workbook', { workbookPath: 'xl/workbook.bin' }, 'workbook-format'],
    ['a document of another kind', { workbook: '<document/>' }, 'workbook-format'],
    ['no sheets', { workbook: '<workbook/>' }, 'workbook-format'],
    ['bytes that are no UTF-8', { sheet: Buffer.from(worksheet('<sheetData/>\xff'), 'latin1') }, 'workbook-damaged'],
    ['an encoding that nobody writes', { sheet: '<?xml version="1.0" encoding="UTF-7"?><worksheet/>' }, 'workbook-damaged'],
    ['a string that is not there', { sheet: STRINGS_AND_DAY }, 'workbook-damaged'],
    ['a part that is not closed', { styles: '<styleSheet><cellXfs>' }, 'workbook-damaged'],
  ])('%s', async (_, parts, code) => {
    await refused(parts, code);
  });

  it.each<[Partial<XlsxLimits>, string]>([
    [{ fileBytes: 100 }, 'limit-file-size'],
    [{ sheetBytes: 10 }, 'limit-inflated-sheet'],
    [{ sharedStringsBytes: 10 }, 'limit-shared-strings'],
    [{ partBytes: 10 }, 'limit-part'],
    [{ members: 3 }, 'limit-members'],
    [{ rows: 0 }, 'limit-rows'],
    [{ columns: 1 }, 'limit-columns'],
    [{ cellCharacters: 3 }, 'limit-cell'],
    [{ ratio: 1, ratioFrom: 0 }, 'limit-ratio'],
  ])('beyond a limit: %j', async (limits, code) => {
    await refused({ sheet: STRINGS_AND_DAY, strings: ['<t>abcd</t>'], styles: STYLES }, code, limits);
  });

  it('another kind of archive, and a folder', async () => {
    await expect(readAll(makeZip([{ name: 'a.txt', content: 'a' }]))).rejects.toMatchObject({ code: 'workbook-format' });
    mkdirSync(join(folder, 'b.xlsx'));
    await expect(openXlsxFile(join(folder, 'b.xlsx'))).rejects.toMatchObject({ code: 'workbook-format' });
  });

  it('leaves no file open', async () => {
    const before = openFiles();
    await refused({ workbook: '<workbook/>' }, 'workbook-format');
    await expect(readAll(Buffer.from('PK'))).rejects.toMatchObject({ code: 'workbook-damaged' });
    expect(openFiles()).toBe(before);
  });

  it('is refused or read as it was, whichever bytes are changed', async () => {
    const bytes = makeZip(workbookMembers({ sheet: STRINGS_AND_DAY, strings: ['<t>甲</t>'], styles: STYLES }));
    const sound = await readAll(bytes);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }), async (changes) => {
        const changed = Buffer.from(bytes);
        for (const [at, byte] of changes) changed[at] = byte;
        const outcome = await readAll(changed).catch((error: unknown) => error);
        if (!(outcome instanceof Error)) expect(outcome).toEqual(sound);
        else expect(outcome.name).toBe('Problem');
      }),
      { numRuns: 300 },
    );
  });
});
