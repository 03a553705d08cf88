/** What a reader sees of a workbook and what a printer does with it, as JSON text: one line a row, styles named once. */
export declare function describeWorkbook(bytes: Buffer): Promise<string>;
