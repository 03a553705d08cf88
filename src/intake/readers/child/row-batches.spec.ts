import fc from 'fast-check';
import { asLocalDate } from '../../../kernel/index.js';
import type { CellValue, OpenWorkbook, SheetRow } from '../../domain/index.js';
import { packedBatches, unpackBatch } from './row-batches.js';

const cell: fc.Arbitrary<CellValue> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '\u0000', 'a\u0000b', '\ud800', '"\\u0000', '张三\n李四'),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constant({ date: asLocalDate('2020-02-29') }),
);
const row: fc.Arbitrary<SheetRow> = fc.record({
  number: fc.integer({ min: 1, max: 1_048_576 }),
  cells: fc.array(cell),
  hidden: fc.boolean(),
});

const workbookOf = (rows: readonly SheetRow[]): OpenWorkbook => ({
  sheets: [{ name: 'S', hidden: false, merges: [] }],
  rows: async function* () {
    yield* rows;
  },
  close: async () => undefined,
});

async function passed(rows: readonly SheetRow[]): Promise<SheetRow[]> {
  const passed: SheetRow[] = [];
  for await (const batch of packedBatches(workbookOf(rows), 0)) passed.push(...unpackBatch(batch));
  return passed;
}

describe('rows on their way from a reader to the server', () => {
  it('arrive as they were, whatever is in their cells', async () => {
    await fc.assert(fc.asyncProperty(fc.array(row, { maxLength: 30 }), async (rows) => expect(await passed(rows)).toEqual(rows)));
  });

  it('come in batches that take the server a few milliseconds', async () => {
    const rows = Array.from({ length: 1_201 }, (_, i): SheetRow => ({ number: i + 1, cells: ['甲'], hidden: false }));
    const sizes: number[] = [];
    for await (const batch of packedBatches(workbookOf(rows), 0)) sizes.push(unpackBatch(batch).length);
    expect(sizes).toEqual([500, 500, 201]);
  });

  it('come fewer at a time where they are long', async () => {
    const rows = Array.from({ length: 10 }, (_, i): SheetRow => ({ number: i + 1, cells: ['长'.repeat(32_767)], hidden: false }));
    const sizes: number[] = [];
    for await (const batch of packedBatches(workbookOf(rows), 0)) sizes.push(unpackBatch(batch).length);
    expect(sizes).toEqual([4, 4, 2]);
  });

  it('of a sheet without rows there is nothing to send', async () => {
    expect(await passed([])).toEqual([]);
  });
});
