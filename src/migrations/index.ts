/** All migrations in the order in which they run; names carry a time stamp as TypeORM wants it. */
export const MIGRATIONS = [] as const;
