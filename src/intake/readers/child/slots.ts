/** Lets a limited number of holders in at a time, in the order in which they came. */
export class Slots {
  private readonly waiting: { readonly enter: () => void; readonly refuse: (reason: Error) => void }[] = [];
  private free: number;

  constructor(count: number) {
    this.free = count;
  }

  async take(): Promise<void> {
    if (this.free > 0) {
      this.free--;
      return;
    }
    await new Promise<void>((enter, refuse) => this.waiting.push({ enter, refuse }));
  }

  giveBack(): void {
    const next = this.waiting.shift();
    if (next) next.enter();
    else this.free++;
  }

  /** Turns away everybody who waits. */
  refuseWaiting(reason: Error): void {
    for (const { refuse } of this.waiting.splice(0)) refuse(reason);
  }
}
