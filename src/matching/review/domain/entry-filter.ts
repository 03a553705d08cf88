import { EVIDENCE_FIELDS, type EvidenceField } from '../../domain/index.js';
import { differingFields, type EntryLink, type EntryState } from './entry.js';

/** What of the queue a reviewer wants to see; score and field are those of an entry's best open candidate. */
export interface EntryFilter {
  readonly state: EntryState;
  /** 0..1, both ends included. */
  readonly minScore?: number | undefined;
  readonly maxScore?: number | undefined;
  readonly differs?: EvidenceField | undefined;
  readonly industry?: string | undefined;
}

/** An entry as far as filters look at it. */
export interface FilteredEntry {
  readonly state: EntryState;
  readonly countyCode: string;
  /** Null where 所属行业 could not be read. */
  readonly industryCode: string | null;
  readonly open: readonly EntryLink[];
}

export const UNCLASSIFIED = 'unclassified';

export function passes({ state, industryCode, open }: FilteredEntry, filter: EntryFilter): boolean {
  const [best] = open;
  if (state !== filter.state) return false;
  if (filter.industry !== undefined && (industryCode ?? UNCLASSIFIED) !== filter.industry) return false;
  if (filter.minScore !== undefined && (!best || best.score < filter.minScore)) return false;
  if (filter.maxScore !== undefined && (!best || best.score > filter.maxScore)) return false;
  return filter.differs === undefined || (best !== undefined && differingFields(best).includes(filter.differs));
}

/** Bands of a tenth from the threshold of review upwards; the first takes what lies below. */
const BANDS = [0, 0.6, 0.7, 0.8, 0.9] as const;

export interface QueueCounts {
  readonly states: Readonly<Record<EntryState, number>>;
  /** Of the entries that wait (open, unsure, decided before). */
  readonly waiting: number;
  readonly counties: readonly { readonly code: string; readonly count: number }[];
  readonly bands: readonly { readonly minScore: number; readonly maxScore: number; readonly count: number }[];
  readonly differs: readonly { readonly field: EvidenceField; readonly count: number }[];
  readonly industries: readonly { readonly code: string; readonly count: number }[];
}

/** How many entries each filter leaves. Grows entry by entry, so that a queue of any length is counted in little memory. */
export class QueueCounter {
  private readonly states: Record<EntryState, number> = { open: 0, unsure: 0, 'decided-before': 0, decided: 0, automatic: 0 };
  private readonly counties = new Map<string, number>();
  private readonly industries = new Map<string, number>();
  private readonly fields = new Map<string, number>();
  private readonly bands = new Map<number, number>();

  add({ state, countyCode, industryCode, open }: FilteredEntry): void {
    this.states[state] += 1;
    const [best] = open;
    if (!best) return;
    increase(this.counties, countyCode);
    increase(this.industries, industryCode ?? UNCLASSIFIED);
    increase(this.bands, bandOf(best.score));
    for (const field of differingFields(best)) increase(this.fields, field);
  }

  counts(): QueueCounts {
    const listed = (counted: ReadonlyMap<string, number>): { code: string; count: number }[] =>
      [...counted].map(([code, count]) => ({ code, count })).sort((a, b) => (a.code < b.code ? -1 : 1));
    return {
      states: { ...this.states },
      waiting: this.states.open + this.states.unsure + this.states['decided-before'],
      counties: listed(this.counties),
      bands: BANDS.map((minScore, i) => ({ minScore, maxScore: topOf(i), count: this.bands.get(i) ?? 0 })),
      differs: EVIDENCE_FIELDS.map((field) => ({ field, count: this.fields.get(field) ?? 0 })),
      industries: listed(this.industries),
    };
  }
}

const bandOf = (score: number): number => BANDS.findLastIndex((from) => score >= from);

/** Scores have three decimals: a band ends a thousandth below the next. */
const topOf = (band: number): number => {
  const next = BANDS[band + 1];
  return next === undefined ? 1 : Math.round(next * 1000 - 1) / 1000;
};

function increase<K>(counted: Map<K, number>, key: K): void {
  counted.set(key, (counted.get(key) ?? 0) + 1);
}
