/** Admits at most `width` holders at a time, in the order of asking (FIFO). */
export class Gate {
  private readonly waiting: (() => void)[] = [];
  private inside = 0;

  constructor(private readonly width: number) {}

  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.inside >= this.width) await new Promise<void>((admit) => this.waiting.push(admit));
    else this.inside += 1;
    try {
      return await work();
    } finally {
      // The place goes straight to the next in line: a newcomer cannot slip in between.
      const next = this.waiting.shift();
      if (next) next();
      else this.inside -= 1;
    }
  }
}
