export { ClearFiles, ClearFileSource, type ClearFile, type ClearFileTitle } from './clear-files.js';
export { DeliverExport } from './deliver-export.js';
export { DisclosureModule } from './disclosure.module.js';
export * from './domain/index.js';
export { Persons, type ClearPerson, type FoundPerson, type PersonRow } from './persons.js';
