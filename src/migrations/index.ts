import { CreateWriteLocks1763800000000 } from './1763800000000-create-write-locks.js';
import { CreateJobs1763800000001 } from './1763800000001-create-jobs.js';
import { CreateAccess1763800000002 } from './1763800000002-create-access.js';
import { CreateIntake1763800000003 } from './1763800000003-create-intake.js';
import { CreateRegistry1763800000004 } from './1763800000004-create-registry.js';
import { CreateEnrolmentAndLinks1763800000005 } from './1763800000005-create-enrolment-and-links.js';
import { CreateCasesAndReports1763800000006 } from './1763800000006-create-cases-and-reports.js';
import { CreatePersonsAndRosters1763800000007 } from './1763800000007-create-persons-and-rosters.js';
import { CreateReview1763900000030 } from './1763900000030-create-review.js';
import { CreateCyclePlans1763900000040 } from './1763900000040-create-cycle-plans.js';
import { CreateSubmissions1763900000041 } from './1763900000041-create-submissions.js';
import { FindPersonsByKey1763900000001 } from './1763900000001-find-persons-by-key.js';
import { KeepAlarmsOfBatches1763900000050 } from './1763900000050-keep-alarms-of-batches.js';
import { CreateCalendar1763900000060 } from './1763900000060-create-calendar.js';
import { CreateContacts1763900000061 } from './1763900000061-create-contacts.js';
import { CreateReminders1763900000062 } from './1763900000062-create-reminders.js';
import { AddParticularsOfUnits1763900000010 } from './1763900000010-add-particulars-of-units.js';
import { CreateMatchingRuns1763900000020 } from './1763900000020-create-matching-runs.js';
import { CreateCityBundles1763900000070 } from './1763900000070-create-city-bundles.js';
import { LogChangesOfRecords1764000000100 } from './1764000000100-log-changes-of-records.js';
import { FindCasesByPerson1764000000300 } from './1764000000300-find-cases-by-person.js';
import { CreateCoverageRevisions1764000000301 } from './1764000000301-create-coverage-revisions.js';
import { GiveJobsAnOwner1764000000400 } from './1764000000400-give-jobs-an-owner.js';
import { TellCitiesApart1764000000401 } from './1764000000401-tell-cities-apart.js';
import { GuardLogIn1764000000500 } from './1764000000500-guard-log-in.js';
import { CreateSealingKeys1764000000600 } from './1764000000600-create-sealing-keys.js';
import { CreateDisclosure1764000000601 } from './1764000000601-create-disclosure.js';
import { LetCitiesDemandSecondFactors1764000000602 } from './1764000000602-let-cities-demand-second-factors.js';
import { CreateAuditTrail1764000000700 } from './1764000000700-create-audit-trail.js';

/** All migrations in the order in which they run; names carry a time stamp as TypeORM wants it. */
export const MIGRATIONS = [
  CreateWriteLocks1763800000000,
  CreateJobs1763800000001,
  CreateAccess1763800000002,
  CreateIntake1763800000003,
  CreateRegistry1763800000004,
  CreateEnrolmentAndLinks1763800000005,
  CreateCasesAndReports1763800000006,
  CreatePersonsAndRosters1763800000007,
  CreateReview1763900000030,
  CreateCyclePlans1763900000040,
  CreateSubmissions1763900000041,
  FindPersonsByKey1763900000001,
  KeepAlarmsOfBatches1763900000050,
  CreateCalendar1763900000060,
  CreateContacts1763900000061,
  CreateReminders1763900000062,
  AddParticularsOfUnits1763900000010,
  CreateMatchingRuns1763900000020,
  CreateCityBundles1763900000070,
  LogChangesOfRecords1764000000100,
  FindCasesByPerson1764000000300,
  CreateCoverageRevisions1764000000301,
  GiveJobsAnOwner1764000000400,
  TellCitiesApart1764000000401,
  GuardLogIn1764000000500,
  CreateSealingKeys1764000000600,
  CreateDisclosure1764000000601,
  LetCitiesDemandSecondFactors1764000000602,
  CreateAuditTrail1764000000700,
] as const;
