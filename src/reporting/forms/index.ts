export { fillAnnex2, type Annex2Form, type Annex2Row } from './annex2.js';
export { fillAnnex3, type Annex3Form, type Annex3Row } from './annex3.js';
export { markedForm, maskedForm } from './form-editions.js';
export {
  fillCoverageSummary,
  type CoverageEnterpriseLine,
  type CoverageFigures,
  type CoverageLine,
  type CoverageSummaryForm,
} from './coverage-summary.js';
