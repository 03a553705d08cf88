export { dumpMysql, type DumpFacts } from './mysql-dump.js';
export { emptyMysql, isEmptyMysql, loadMysql } from './mysql-load.js';
export { copySqlite, describeSqlite, sqliteFileIn } from './sqlite-snapshot.js';
