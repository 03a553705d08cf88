/** Why a person should look twice before a batch is put in force: it may be cut off, of another month or of another place. */
export interface Alarm {
  readonly code: string;
  /** One sentence: what is unusual, in numbers. */
  readonly message: string;
}

/** Of what is known, where the rule of a kind does not say another share: the fifth that clerks are promised. */
export const ALARM_PERCENT = 20;
/** Fewer records than these are no large change, unless they are all that there is: in a county of nine, two closed works are every-day. */
const FEWEST = 3;

/** Whether `part` is more than a share of `whole`; false where nothing is known yet. */
export const isLargeShare = (part: number, whole: number, percent: number = ALARM_PERCENT): boolean =>
  whole > 0 && part * 100 > percent * whole && part >= Math.min(FEWEST, whole);

/** Whether a total has moved, up or down, by more than a share of what it was. */
export const isLargeMove = (before: number, after: number, percent: number = ALARM_PERCENT): boolean =>
  isLargeShare(Math.abs(after - before), before, percent);
