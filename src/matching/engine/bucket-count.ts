import { BucketSurvey } from './bucket-survey.js';
import { countedKeys, countKeys, CountTable, LayeredCounts } from './count-table.js';
import { keyColumns, type Side } from './segment.js';
import { moveColumns } from './moves.js';
import type { DivisionsOf } from './pair-join.js';
import type { Step } from './plan-run.js';
import { SHEET, type PlanFacts, type RunSheets } from './run-sheets.js';

type Segments = PlanFacts['segments'];

const SIDES = ['enterprise', 'unit'] as const satisfies readonly Side[];

/** Counts how many records bear each key of one bucket. */
export class BucketCount {
  constructor(
    private readonly bucket: number,
    private readonly sheets: RunSheets,
    private readonly divisionsOf: DivisionsOf,
    /** Counts that have changed are kept beside the others until they are one in so many of these. */
    private readonly lateShare: number,
    private readonly pause: Step,
  ) {}

  async anew(segments: Segments): Promise<void> {
    let expected = 0;
    await this.eachLayer(segments, SIDES, (side, { segment }) => (expected += countedKeys(segment, this.bucket, side)));
    const table = CountTable.forKeys(expected);
    await this.eachLayer(segments, SIDES, (side, { segment }) => countKeys(table, segment, this.bucket, side));
    await this.sheets.shelf.put(SHEET.counts(this.bucket), table.columns());
  }

  /** Goes on from the counts of the run before, and looks whom their changes concern. */
  async onwards(before: RunSheets, segments: Segments): Promise<void> {
    const { bucket, sheets } = this;
    const survey = new BucketSurvey(bucket, this.divisionsOf);
    for (const side of SIDES)
      for (const segment of segments[side]) {
        const moves = await sheets.shelf.find(SHEET.moves(side, segment), moveColumns(bucket));
        if (moves !== null) survey.addMoves(side, moves);
      }
    await this.recount(before, survey);
    await this.eachLayer(segments, ['unit'], (_side, layer) => survey.addUnits(layer));
    await this.eachLayer(segments, ['enterprise'], (_side, layer) => survey.addEnterprises(layer));
    await sheets.shelf.put(SHEET.survey(bucket), survey.columns());
  }

  private async recount(before: RunSheets, survey: BucketSurvey): Promise<void> {
    const { bucket, sheets } = this;
    const { base, late } = await before.bucketCounts(bucket);
    const recounts = survey.recount(new LayeredCounts(base, late), late);
    if (recounts.slots * this.lateShare > base.slots) {
      await sheets.shelf.put(SHEET.counts(bucket), base.with(recounts).columns());
      return;
    }
    await sheets.shelf.adopt(before.shelf, SHEET.counts(bucket));
    await sheets.shelf.put(SHEET.recounts(bucket), recounts.columns());
  }

  private async eachLayer<S extends Side>(
    segments: Segments,
    sides: readonly S[],
    take: (side: S, layer: Awaited<ReturnType<RunSheets['segment']>>['layers'][number]) => void,
  ): Promise<void> {
    for (const side of sides) {
      for (const number of segments[side]) {
        for (const layer of (await this.sheets.segment(side, number, keyColumns(this.bucket))).layers) take(side, layer);
        await this.pause();
      }
    }
  }
}
