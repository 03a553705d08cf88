import { batchesBehind } from './batches-behind.js';

it('finds the batches behind a frozen coverage at any depth, and nothing else that is a number', () => {
  const content = JSON.stringify({
    countyCode: '150802',
    report: { total: { insured: 77 } },
    entries: [
      { line: { source: { batchId: 3, row: 8 } }, units: [{ unitId: 9, source: { batchId: 5, row: 6 } }] },
      { line: { source: { batchId: 3, row: 9 } }, units: [{ unitId: 9, source: null }], named: { batchIds: [11, 12] } },
    ],
  });
  expect([...batchesBehind(content)].sort((a, b) => a - b)).toEqual([3, 5, 11, 12]);
});
