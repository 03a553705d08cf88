/** Above this a key says too little: it is narrowed to the county, and dropped where even that is too many. */
export const LONGEST_POSTING = 60;

/** Records by key, with lists of bounded length: what keeps a frequent name from costing the square of its frequency. */
export class CappedPostings<T> {
  private readonly lists = new Map<string, T[]>();
  private readonly narrowed = new Map<string, ReadonlyMap<string, readonly T[]>>();

  constructor(private readonly countyOf: (record: T) => string) {}

  add(key: string, record: T): void {
    const list = this.lists.get(key);
    if (list === undefined) this.lists.set(key, [record]);
    else if (list.at(-1) !== record) list.push(record);
  }

  /** All records of the key, in the order of adding. */
  all(key: string): readonly T[] {
    return this.lists.get(key) ?? [];
  }

  /** The records of the key; of a frequent key only those of the county; none where these are too many as well. */
  near(key: string, countyCode: string): readonly T[] {
    const list = this.all(key);
    if (list.length <= LONGEST_POSTING) return list;
    const inCounty = this.byCounty(key, list).get(countyCode) ?? [];
    return inCounty.length <= LONGEST_POSTING ? inCounty : [];
  }

  /** How many records of the key lie in the county. */
  countIn(key: string, countyCode: string): number {
    const list = this.all(key);
    if (list.length > LONGEST_POSTING) return this.byCounty(key, list).get(countyCode)?.length ?? 0;
    return list.filter((record) => this.countyOf(record) === countyCode).length;
  }

  private byCounty(key: string, list: readonly T[]): ReadonlyMap<string, readonly T[]> {
    const known = this.narrowed.get(key);
    if (known) return known;
    const counties = new Map<string, T[]>();
    for (const record of list) {
      const county = this.countyOf(record);
      const inCounty = counties.get(county);
      if (inCounty) inCounty.push(record);
      else counties.set(county, [record]);
    }
    this.narrowed.set(key, counties);
    return counties;
  }
}
