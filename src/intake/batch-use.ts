/** A report that was handed in and states figures from a batch. */
export interface ReportOnBatch {
  readonly reportId: number;
  /** County, due day and state, in words. */
  readonly name: string;
}

/** What was done with a batch's data beyond this city's own tables; implemented by reporting. */
export abstract class BatchUse {
  /** The submitted or accepted reports that rest on the batch, of all counties: one may rest on another county's units. */
  abstract reportsOn(batchId: number): Promise<readonly ReportOnBatch[]>;
}
