interface Line {
  readonly headcount: number;
  readonly insured: number;
}

export interface Step<L> {
  readonly line: L;
  readonly missing: number;
  /** How many people this enterprise and those before it would bring in. */
  readonly reached: number;
  /** Whether the target is reached with this enterprise, and not before. */
  readonly closes: boolean;
}

/** Enterprises in the order in which they are to be enrolled, with what has been gained by each of them towards a gap in people. */
export function cumulative<L extends Line>(lines: readonly L[], gap: number | null): Step<L>[] {
  let reached = 0;
  return lines.map((line) => {
    const before = reached;
    const missing = Math.max(0, line.headcount - line.insured);
    reached += missing;
    return { line, missing, reached, closes: gap !== null && gap > 0 && before < gap && reached >= gap };
  });
}
