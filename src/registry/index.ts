export { DecideScope } from './decide-scope.js';
export * from './domain/index.js';
export { EnterpriseTies } from './enterprise-ties.js';
export { KeyIndustries, RegistryPackPart } from './key-industries.js';
export { RegistryImport } from './registry-import.js';
export { LineSourceView } from './registry.dto.js';
export { RegistryModule } from './registry.module.js';
export {
  RegistryStore,
  type Enterprise,
  type EnterpriseDetail,
  type EnterpriseToMatch,
  type InsuranceProof,
  type LearntNameRival,
  type RecordedDecision,
} from './registry.store.js';
