import { pino } from 'pino';

/**
 * The one logger: JSON lines on stderr, so that standard output stays the command line's. What is logged is chosen field by field;
 * bodies, query strings and the values of statements are not, and no ID number or name may be.
 */
export const log = pino(
  { level: process.env['LOG_LEVEL'] || 'info', base: undefined, timestamp: pino.stdTimeFunctions.isoTime },
  pino.destination({ dest: 2, sync: false }),
);
