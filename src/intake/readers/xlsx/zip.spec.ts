import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { DEFAULT_LIMITS, type XlsxLimits } from './limits.js';
import { makeZip, type Archive, type Member } from './testing/make-zip.js';
import { ZipFile } from './zip-file.js';

const folder = mkdtempSync(join(tmpdir(), 'zips-'));
const file = join(folder, 'a.zip');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const ANY_SIZE = { bytes: 2 ** 30, code: 'limit-inflated-sheet' } as const;

async function readMember(bytes: Buffer, name: string, limits: Partial<XlsxLimits> = {}, size = ANY_SIZE.bytes): Promise<string> {
  writeFileSync(file, bytes);
  const zip = await ZipFile.open(file, { ...DEFAULT_LIMITS, ...limits });
  try {
    const member = zip.member(name);
    if (!member) return 'no such member';
    const pieces: Buffer[] = [];
    for await (const piece of zip.read(member, { ...ANY_SIZE, bytes: size })) pieces.push(piece);
    return Buffer.concat(pieces).toString();
  } finally {
    await zip.close();
  }
}

const read = (members: readonly Member[], archive: Archive = {}, limits: Partial<XlsxLimits> = {}): Promise<string> =>
  readMember(makeZip(members, archive), members[0]?.name ?? '', limits);

const DAMAGED = { kind: 'unreadable', code: 'workbook-damaged' };
const LONG = 'abcdefgh'.repeat(100_000);

describe('a sound archive', () => {
  it.each<[string, Partial<Member>, Archive]>([
    ['deflated', {}, {}],
    ['stored', { stored: true }, {}],
    ['sizes behind the data', { described: true }, {}],
    ['sizes in the zip64 field', { zip64: true }, {}],
    ['directory in the zip64 record', {}, { zip64: true }],
    ['with a comment', {}, { comment: 'PK\u0005\u0006 within a comment' }],
  ])('is read: %s', async (_, member, archive) => {
    expect(await read([{ name: 'a', content: LONG, ...member }], archive, { ratio: 1000 })).toBe(LONG);
  });

  it('has an empty member', async () => {
    expect(await read([{ name: 'a', content: '', stored: true }])).toBe('');
    expect(await read([{ name: 'a', content: '' }])).toBe('');
  });

  it.each(['XL\\WorkBook.xml', '/xl/workbook.xml', 'xl/workbook.xml'])(
    'finds a part by name whatever the slashes and case: %s',
    async (name) => {
      expect(await readMember(makeZip([{ name, content: 'x' }]), 'xl/workbook.xml')).toBe('x');
    },
  );

  it.each(['../../etc/passwd', '/etc/passwd', 'C:\\x', 'a\0b'])('takes a name only as a key: %j', async (name) => {
    expect(await readMember(makeZip([{ name, content: 'x' }]), '/etc/passwd')).toBe(name === '/etc/passwd' ? 'x' : 'no such member');
  });
});

describe('an archive that contradicts itself is damaged', () => {
  const a: Member = { name: 'a', content: 'some content' };

  it.each<[string, readonly Member[], Archive]>([
    ['a wrong checksum', [{ ...a, crc: 1 }], {}],
    ['a size too small', [{ ...a, size: 5 }], {}],
    ['a size too large', [{ ...a, size: 500 }], {}],
    ['another name in the local header', [{ ...a, localName: 'b' }], {}],
    ['another size in the local header', [{ ...a, localSize: 7 }], {}],
    ['an unknown method', [{ ...a, method: 12 }], {}],
    ['no deflate data', [{ ...a, stored: true, method: 8 }], {}],
    ['two members of one name', [a, { ...a, name: 'A' }], {}],
    ['two members over the same data', [a, { ...a, name: 'b', sameDataAs: 0 }], {}],
    ['fewer members than counted', [a], { count: 2 }],
    ['more members than counted', [a, { ...a, name: 'b' }], { count: 1 }],
  ])('%s', async (_, members, archive) => {
    await expect(read(members, archive)).rejects.toMatchObject(DAMAGED);
  });

  it('cut off at each tenth, and with anything behind its end', async () => {
    const bytes = makeZip([{ name: 'a', content: LONG, stored: true }]);
    for (let tenth = 0; tenth < 10; tenth++) {
      await expect(readMember(bytes.subarray(0, (bytes.length * tenth) / 10), 'a')).rejects.toMatchObject(DAMAGED);
    }
    await expect(readMember(Buffer.concat([bytes, Buffer.from('x')]), 'a')).rejects.toMatchObject(DAMAGED);
  });

  it('or is read as it was, whichever byte is changed', async () => {
    const bytes = makeZip([{ name: 'a', content: 'the content of a member' }]);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ change;
        const outcome = await readMember(changed, 'a').catch((error: unknown) => (error as { code: string }).code);
        expect(outcome).toMatch(/^(the content of a member|no such member|workbook-damaged|workbook-encrypted|limit-.*)$/);
      }),
      { numRuns: 300 },
    );
  });
});

describe('an encrypted archive', () => {
  it.each<[string, Partial<Member>]>([
    ['by its flag', { flags: 1 }],
    ['by AES', { method: 99 }],
  ])('is named as such: %s', async (_, member) => {
    await expect(read([{ name: 'a', content: 'x', ...member }])).rejects.toMatchObject({ code: 'workbook-encrypted' });
  });
});

describe('limits', () => {
  it('of the file', async () => {
    await expect(read([{ name: 'a', content: 'x' }], {}, { fileBytes: 50 })).rejects.toMatchObject({
      kind: 'too-large',
      code: 'limit-file-size',
    });
  });

  it('of members', async () => {
    const members = Array.from({ length: 1001 }, (_, i) => ({ name: `m${i}`, content: '' }));
    await expect(read(members)).rejects.toMatchObject({ kind: 'too-large', code: 'limit-members' });
    expect(await read(members.slice(1))).toBe('');
  });

  it('of the ratio, above 1 MiB', async () => {
    const bomb = Buffer.alloc(3 * 2 ** 20, ' ');
    await expect(read([{ name: 'a', content: bomb }])).rejects.toMatchObject({ kind: 'too-large', code: 'limit-ratio' });
    expect(await read([{ name: 'a', content: bomb.subarray(0, 2 ** 20) }])).toHaveLength(2 ** 20);
  });

  it('of the inflated size, also when the directory lies about it', async () => {
    const members = [{ name: 'a', content: LONG }];
    await expect(readMember(makeZip(members), 'a', {}, 1000)).rejects.toMatchObject({ kind: 'too-large', code: 'limit-inflated-sheet' });
    const lying = [{ name: 'a', content: LONG, size: 900, localSize: 900 }];
    await expect(readMember(makeZip(lying), 'a', { ratio: 10_000 }, 1000)).rejects.toMatchObject({ kind: 'too-large' });
  });
});
