import type { Annex2Form, Annex3Form, CoverageSummaryForm } from '../../src/reporting/forms/index.js';

/** The functions that fill the forms, of whichever build is looked at. */
export interface Fillers {
  readonly fillAnnex2: (templatesDir: string, form: Annex2Form) => Promise<Buffer>;
  readonly fillAnnex3: (templatesDir: string, form: Annex3Form) => Promise<Buffer>;
  readonly fillCoverageSummary: (templatesDir: string, form: CoverageSummaryForm) => Promise<Buffer>;
}

/** A form whose looks are kept: `<name>.json` describes what `make` returns. */
export interface GoldenForm {
  readonly name: string;
  readonly make: (fillers: Fillers, templatesDir: string) => Promise<Buffer>;
}

export declare const GOLDEN_FORMS: readonly GoldenForm[];
