import { NameParser } from '../domain/parse-name.js';
import type { RegionGazetteer } from '../domain/regions-in-names.js';
import { amend, merged, type Amended, type Amendment } from './amend-segment.js';
import { LayeredSegment } from './layered-segment.js';
import type { Step } from './plan-run.js';
import { SHEET, type RunSheets } from './run-sheets.js';
import { rowText, SegmentWriter } from './segment-writer.js';
import { allButTexts, EMPTY_SEGMENT, Segment, type Side, type Source } from './segment.js';
import { Sheet } from './shelf.js';

/** Records between two steps. */
const STRIDE = 256;

/** Writes the segments of a run: anew, or as those of the run before with what has changed beside them. */
export class SegmentKeeper {
  constructor(
    private readonly sheets: RunSheets,
    private readonly before: RunSheets | null,
    private readonly gazetteer: RegionGazetteer,
    /** What has changed is kept beside what was written until it is one in so many of it. */
    private readonly lateShare: number,
  ) {}

  /** @param rows all records whose ids lie in the segment, ascending */
  async prepare(side: Side, segment: number, rows: readonly Source[], step: Step): Promise<void> {
    const writer = new SegmentWriter(side, new NameParser(this.gazetteer));
    for (const [i, row] of rows.entries()) {
      const { text, print } = rowText(row);
      writer.add(row, text, print);
      if (i % STRIDE === STRIDE - 1) await step();
    }
    const { columns, facts } = writer.sheet();
    await this.sheets.shelf.put(SHEET.segment(side, segment), columns, facts);
  }

  async amend(side: Side, segment: number, amendment: Amendment, step: Step): Promise<void> {
    const { before, sheets } = this;
    if (before === null) throw new Error('There is no run before this one.');
    const known = await before.findSegment(side, segment, allButTexts);
    await step();
    const parser = new NameParser(this.gazetteer);
    const amended = amend(side, known ?? new LayeredSegment(EMPTY_SEGMENT, null), amendment, parser);
    if (amended !== null) await sheets.shelf.put(SHEET.moves(side, segment), amended.moves.columns, amended.moves.facts);
    const isOvergrown = known === null || (amended !== null && amended.size * this.lateShare > known.base.ids.length);
    if (isOvergrown) return this.rewrite(side, segment, amended, parser);
    await sheets.shelf.adopt(before.shelf, SHEET.segment(side, segment));
    if (amended !== null) await sheets.shelf.put(SHEET.late(side, segment), amended.late.columns, amended.late.facts);
    else if (known.late !== null) await sheets.shelf.adopt(before.shelf, SHEET.late(side, segment));
  }

  /** Writes the layers of a segment as one. */
  private async rewrite(side: Side, segment: number, amended: Amended | null, parser: NameParser): Promise<void> {
    const known = await this.before?.findSegment(side, segment);
    const late = amended === null ? null : new Segment(new Sheet(amended.late.columns, amended.late.facts));
    const { columns, facts } = merged(side, new LayeredSegment(known?.base ?? EMPTY_SEGMENT, late), parser);
    await this.sheets.shelf.put(SHEET.segment(side, segment), columns, facts);
  }
}
