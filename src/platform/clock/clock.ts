import { shanghaiDate, type LocalDate } from '../../kernel/index.js';

/** The one source of time. Everything that decides by time takes it from here, so that a test may set it. */
export abstract class Clock {
  abstract now(): Date;

  /** Today in Asia/Shanghai, where due days are decided. */
  today(): LocalDate {
    return shanghaiDate(this.now());
  }
}

export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}
