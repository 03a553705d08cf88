// Loaded before the application: kills it without a warning right after the method that CRASH_AT names has done its work for the first time.
import { strikeAfter } from '../support/strike.mjs';

/** The named points of an import: module, class and method. Those marked `within` lie in a unit of work that is not yet committed. */
export const POINTS = {
  'the file is stored': ['platform/files/file-store.js', 'FileStore', 'putStream'],
  'the batch is taken in, uncommitted': ['intake/typeorm/intake.store.typeorm.js', 'TypeOrmIntakeStore', 'add'],
  'the check has begun': ['intake/check-batch.js', 'CheckBatch', 'begin'],
  'some rows are staged, uncommitted': ['enrolment/typeorm/enrolment-person.store.typeorm.js', 'TypeOrmEnrolmentPersonStore', 'add'],
  'the workbook is read': ['intake/check-batch.js', 'CheckBatch', 'found'],
  'rows are compared, uncommitted': ['enrolment/enrolment-person-import.js', 'EnrolmentPersonImport', 'compare'],
  'changes are noted, uncommitted': ['intake/typeorm/intake.store.typeorm.js', 'TypeOrmIntakeStore', 'addChanges'],
  'the batch is planned': ['intake/check-batch.js', 'CheckBatch', 'run'],
  'applying is asked for': ['intake/request-apply.js', 'RequestApply', 'run'],
  'the batch is marked as applied, uncommitted': ['intake/apply-batch.js', 'ApplyBatch', 'mark'],
  'source rows are written, uncommitted': ['intake/typeorm/intake.store.typeorm.js', 'TypeOrmIntakeStore', 'addSourceRows'],
  'records are written, uncommitted': ['registry/typeorm/registry.store.typeorm.js', 'TypeOrmRegistryStore', 'addHandover'],
  'the batch is applied': ['intake/apply-batch.js', 'ApplyBatch', 'run'],
};

const point = POINTS[process.env.CRASH_AT];
if (point) await strikeAfter(point);
