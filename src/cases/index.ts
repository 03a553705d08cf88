export { CaseImport } from './case-import.js';
export { CaseStore, type KeptCase, type PersonAndDisease } from './case.store.js';
export { CasesModule } from './cases.module.js';
export type { DiseaseCase } from './domain/index.js';
