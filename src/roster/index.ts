export { employedOn } from './domain/index.js';
export { RosterImport } from './roster-import.js';
export { RosterModule } from './roster.module.js';
export { RosterStore, type KnownEntry, type Roster, type RosterSource } from './roster.store.js';
