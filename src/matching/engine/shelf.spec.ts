import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Shelf, SheetUnreadable } from './shelf.js';

describe('a shelf', () => {
  let folder: string;
  let shelf: Shelf;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shelf-'));
    shelf = new Shelf(join(folder, 'one'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('gives back the columns that were put on it, or those of them that are wanted', async () => {
    await shelf.put(
      'sheet',
      { ids: Uint32Array.of(1, 2, 4_000_000_000), flags: Uint8Array.of(7), numbers: Float64Array.of(0.5) },
      { name: '一' },
    );
    const all = await shelf.get('sheet');
    expect([all.u32('ids'), all.u8('flags'), all.f64('numbers'), all.facts]).toEqual([
      Uint32Array.of(1, 2, 4_000_000_000),
      Uint8Array.of(7),
      Float64Array.of(0.5),
      { name: '一' },
    ]);
    const some = await shelf.get('sheet', (column) => column === 'flags');
    expect(some.has('ids')).toBe(false);
    expect(() => some.u32('ids')).toThrow(SheetUnreadable);
  });

  it('has one sheet of a name: the last that was put, and nothing half written beside it', async () => {
    await Promise.all([1, 2, 3].map((value) => shelf.put('sheet', { ids: Uint32Array.of(value) })));
    await shelf.put('sheet', { ids: Uint32Array.of(4) });
    expect((await shelf.get('sheet')).u32('ids')).toEqual(Uint32Array.of(4));
    expect(readdirSync(shelf.folder)).toEqual(['sheet']);
  });

  it('refuses a sheet that is missing, cut off or none', async () => {
    await shelf.put('sheet', { ids: new Uint32Array(100) });
    truncateSync(join(shelf.folder, 'sheet'), statSync(join(shelf.folder, 'sheet')).size - 1);
    await expect(shelf.get('sheet')).rejects.toThrow(SheetUnreadable);
    truncateSync(join(shelf.folder, 'sheet'), 3);
    await expect(shelf.get('sheet')).rejects.toThrow(SheetUnreadable);
    await expect(shelf.get('another')).rejects.toThrow(SheetUnreadable);
  });

  it('takes a sheet of another shelf over, which stays when that one is cleared', async () => {
    await shelf.put('sheet', { ids: Uint32Array.of(1) });
    const next = new Shelf(join(folder, 'two'));
    await next.adopt(shelf, 'sheet');
    await shelf.clear();
    expect((await next.get('sheet')).u32('ids')).toEqual(Uint32Array.of(1));
  });
});
