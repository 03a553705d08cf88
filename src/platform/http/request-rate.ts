import { Problem } from '../../kernel/index.js';

const MINUTE = 60_000;
/** Senders kept in mind before those that have been quiet are forgotten. */
const MAX_SENDERS = 10_000;

/**
 * Lets each sender make so many requests a minute, at once or spread, and refuses what is beyond (generic cell rate algorithm: one number a sender). Per process:
 * it keeps one sender from taking a process for itself. What must hold over all processes, failed log-ins, is counted in the database.
 */
export class RequestRate {
  /** When the sender's allowance is whole again, on the clock of `now`. */
  private readonly wholeAt = new Map<string, number>();

  constructor(
    private readonly perMinute: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Throws Problem `too-many-requests`, kind `too-many`, with the seconds to wait. */
  take(sender: string): void {
    const now = this.now();
    const wholeAt = Math.max(now, this.wholeAt.get(sender) ?? now) + MINUTE / this.perMinute;
    const wait = wholeAt - MINUTE - now;
    if (wait > 0) throw tooMany(Math.ceil(wait / 1000));
    this.wholeAt.set(sender, wholeAt);
    if (this.wholeAt.size > MAX_SENDERS) this.forgetQuiet(now);
  }

  private forgetQuiet(now: number): void {
    for (const [sender, wholeAt] of this.wholeAt) if (wholeAt <= now) this.wholeAt.delete(sender);
  }
}

const tooMany = (seconds: number): Problem =>
  new Problem('too-many', 'too-many-requests', `操作过于频繁，请 ${seconds} 秒后再试。`, { seconds });
