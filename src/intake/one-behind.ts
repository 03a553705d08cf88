/**
 * Runs pieces of work one after the other while their caller prepares the next one: at most one runs and one waits, so that no more than two are in
 * memory. The first failure is told to the next caller, or at the end.
 */
export class OneBehind {
  private running: Promise<void> = Promise.resolve();

  /** Returns once the piece before has ended and this one has begun. */
  async begin(work: () => Promise<void>): Promise<void> {
    await this.running;
    this.running = work();
    // Whoever asks next is told.
    this.running.catch(() => undefined);
  }

  /** Waits for the last piece, also where its caller has failed. */
  async during<T>(caller: () => Promise<T>): Promise<T> {
    try {
      const result = await caller();
      await this.running;
      return result;
    } finally {
      await this.running.catch(() => undefined);
    }
  }
}
