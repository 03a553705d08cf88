import { CappedPostings } from './postings.js';

interface Listed {
  readonly id: number;
  readonly county: string;
}

function listing(counties: readonly string[]): CappedPostings<Listed> {
  const postings = new CappedPostings<Listed>((record) => record.county);
  for (const [id, county] of counties.entries()) postings.add('宏达', { id, county });
  return postings;
}

describe('the posting list of a frequent name', () => {
  it('is read whole while it is short', () => {
    expect(listing(['甲', '乙', '甲']).near('宏达', '甲')).toHaveLength(3);
  });

  it('is narrowed to the county when it is long', () => {
    const counties = [...Array.from({ length: 100 }, () => '甲'), '乙', '乙'];
    expect(listing(counties).near('宏达', '乙')).toHaveLength(2);
    expect(listing(counties).countIn('宏达', '乙')).toBe(2);
  });

  it('is not read at all where the county alone is too much', () => {
    expect(listing(Array.from({ length: 100 }, () => '甲')).near('宏达', '甲')).toEqual([]);
  });
});
