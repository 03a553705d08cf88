import { CreateJobs1763800000001 } from './1763800000001-create-jobs.js';
import { CreateAccess1763800000002 } from './1763800000002-create-access.js';
import { CreateMainTables1763800000003 } from './1763800000003-create-main-tables.js';

/** All migrations in the order in which they run; names carry a time stamp as TypeORM wants it. */
export const MIGRATIONS = [CreateJobs1763800000001, CreateAccess1763800000002, CreateMainTables1763800000003] as const;
