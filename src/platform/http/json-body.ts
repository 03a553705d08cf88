import type { NestExpressApplication } from '@nestjs/platform-express';

/** Longest JSON body, in bytes; workbooks are uploads with a limit of their own. A year of the calendar or a hundred corrections have a tenth of it. */
export const MAX_JSON_BYTES = 256 * 1024;

/** Only JSON is read, and nothing that an HTML form of another site could send. Needs an application without its default body parsers. */
export function readJsonOnly(app: NestExpressApplication): void {
  app.useBodyParser('json', { limit: MAX_JSON_BYTES, type: 'application/json', strict: true });
}
