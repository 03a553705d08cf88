import type { LinkStatus } from '../../link-status.js';
import { errorRate, type ErrorRate } from './wilson.js';

export const SECOND_VERDICTS = ['same', 'different', 'unsure'] as const;
export type SecondVerdict = (typeof SECOND_VERDICTS)[number];

/** A pair of a sample: what was said before, and what the second person says; null where nobody has yet. */
export interface JudgedItem {
  readonly lookId: number;
  readonly earlierStatus: LinkStatus;
  readonly verdict: SecondVerdict | null;
}

/** Whether the second person contradicts the first. */
export function isError({ earlierStatus, verdict }: JudgedItem): boolean {
  if (verdict === 'different') return earlierStatus === 'auto' || earlierStatus === 'confirmed';
  return verdict === 'same' && earlierStatus === 'rejected';
}

/** What second looks have found. `checked` are pairs on which the second person was sure. */
export interface QualityFigure {
  readonly checked: number;
  readonly errors: number;
  readonly unsure: number;
  readonly interval: ErrorRate | null;
}

export interface Quality {
  readonly automatic: QualityFigure;
  readonly decided: QualityFigure;
  /** Pairs of samples that are not finished: these count once all of their pairs have been looked at. */
  readonly pending: number;
}

/** Only finished samples count: whoever may stop when the figure pleases does not measure. */
export function qualityOf(items: readonly JudgedItem[]): Quality {
  const unfinished = new Set(items.filter(({ verdict }) => verdict === null).map(({ lookId }) => lookId));
  const finished = items.filter(({ lookId }) => !unfinished.has(lookId));
  return {
    automatic: figureOf(finished.filter(({ earlierStatus }) => earlierStatus === 'auto')),
    decided: figureOf(finished.filter(({ earlierStatus }) => earlierStatus !== 'auto')),
    pending: items.filter(({ verdict, lookId }) => verdict === null && unfinished.has(lookId)).length,
  };
}

function figureOf(items: readonly JudgedItem[]): QualityFigure {
  const unsure = items.filter(({ verdict }) => verdict === 'unsure').length;
  const checked = items.length - unsure;
  const errors = items.filter(isError).length;
  return { checked, errors, unsure, interval: errorRate(errors, checked) };
}

/** The sentence for official forms; null where nothing was checked. Rates are cut off, bounds are rounded outwards: the interval never shrinks. */
export function qualitySentence({ checked, errors, interval }: QualityFigure): string | null {
  if (!interval) return null;
  const [rate, low, high] = [down(interval.rate), down(interval.low), up(interval.high)];
  return `抽查复核 ${checked} 条自动关联，差错 ${errors} 条，差错率 ${rate}%（95%置信区间 ${low}%–${high}%）`;
}

const down = (share: number): string => (Math.floor(share * 10_000 + 1e-9) / 100).toFixed(2);
const up = (share: number): string => (Math.ceil(share * 10_000 - 1e-9) / 100).toFixed(2);
