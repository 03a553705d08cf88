import { pino } from 'pino';

/** An unknown level is the configuration's to refuse, in words; the logger must stand before that. */
const knownLevel = (text = 'info'): string => (text in pino.levels.values || text === 'silent' ? text : 'info');

/**
 * The one logger: JSON lines on stderr, so that standard output stays the command line's. What is logged is chosen field by field;
 * bodies, query strings and the values of statements are not, and no ID number or name may be.
 */
export const log = pino(
  { level: knownLevel(process.env['LOG_LEVEL']), base: undefined, timestamp: pino.stdTimeFunctions.isoTime },
  pino.destination({ dest: 2, sync: false }),
);
