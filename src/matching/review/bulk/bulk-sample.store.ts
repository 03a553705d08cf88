import type { EntryFilter, SamplePair } from '../domain/index.js';

/** A sample of a band: decided one by one, it speaks for the rest. */
export interface BulkSample {
  readonly id: number;
  readonly counties: readonly string[];
  readonly filter: EntryFilter;
  /** `bandFingerprint` of what it speaks for. */
  readonly fingerprint: string;
  readonly ruleset: string;
  readonly seed: number;
  readonly drawnBy: string;
  readonly drawnAt: Date;
  readonly pairs: readonly SamplePair[];
  /** The bulk acceptance that rests on it; null where there is none yet. */
  readonly acceptedByActId: number | null;
}

/** Where samples are kept. Writing needs a unit of work. */
export abstract class BulkSamples {
  abstract add(sample: Omit<BulkSample, 'id' | 'acceptedByActId'>): Promise<BulkSample>;
  abstract find(id: number): Promise<BulkSample | undefined>;
  /** The newest sample of the band that no bulk acceptance rests on yet. */
  abstract unused(fingerprint: string): Promise<BulkSample | undefined>;
  /** False where another bulk acceptance already rests on it. */
  abstract use(id: number, actId: number): Promise<boolean>;
}
