import type { Evidence } from './domain/index.js';
import { readEvidence, writeEvidence } from './evidence-text.js';

const EVIDENCE: readonly Evidence[] = [
  { field: 'name', verdict: 'agrees', words: '名称“宏达”一致' },
  { field: 'county', verdict: 'differs', words: '不在同一旗县区' },
  { field: 'creditCode', verdict: 'missing', words: '登记表没有代码' },
];

describe('evidence as it is kept', () => {
  it('comes back as it was', () => {
    expect(readEvidence(writeEvidence(EVIDENCE))).toEqual(EVIDENCE);
  });

  it('takes less than two thirds of the room of its objects', () => {
    const sizes = [writeEvidence(EVIDENCE), JSON.stringify(EVIDENCE)].map((text) => Buffer.byteLength(text));
    expect(sizes[0]).toBeLessThan((2 / 3) * (sizes[1] ?? 0));
  });

  it('is read in the form of earlier versions', () => {
    expect(readEvidence(JSON.stringify(EVIDENCE))).toEqual(EVIDENCE);
  });
});
