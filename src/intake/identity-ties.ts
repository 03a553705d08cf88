/** What a feature has hung on identities that an import made. Writing needs a unit of work. */
export interface IdentityTie {
  /** Those of the identities that have to stay: a person has decided about them, or other data names them. */
  tiedAmong(ids: readonly number[]): Promise<ReadonlySet<number>>;
  /** Forgets what was only found by itself: these identities are about to go. */
  release(ids: readonly number[]): Promise<void>;
}

/** The ties of all features to identities of one kind: whoever hangs something on them adds its own. */
export class IdentityTies implements IdentityTie {
  private readonly ties: IdentityTie[] = [];

  add(tie: IdentityTie): void {
    this.ties.push(tie);
  }

  async tiedAmong(ids: readonly number[]): Promise<ReadonlySet<number>> {
    const tied = new Set<number>();
    for (const tie of this.ties) for (const id of await tie.tiedAmong(ids)) tied.add(id);
    return tied;
  }

  async release(ids: readonly number[]): Promise<void> {
    for (const tie of this.ties) await tie.release(ids);
  }
}
