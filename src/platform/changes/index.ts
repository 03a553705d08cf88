export { ChangeLog, NO_CHANGES, sizeOf, type ChangedRecords, type ChangeKind, type Stretch } from './change-log.js';
export { RecordChangeEntity } from './record-change.entity.js';
