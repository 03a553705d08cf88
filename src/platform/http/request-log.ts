import { randomUUID } from 'node:crypto';
import { pinoHttp } from 'pino-http';
import { log } from '../logging/log.js';

/** Logs method, route path without its query, status and time of each request; gives the request its id. */
export const requestLog = pinoHttp({
  logger: log,
  genReqId: () => randomUUID(),
  autoLogging: { ignore: (request) => request.url === '/health' },
  serializers: {
    req: (request: { id: string; method: string; url: string }) => ({
      id: request.id,
      method: request.method,
      path: request.url.split('?')[0],
    }),
    res: (response: { statusCode: number }) => ({ status: response.statusCode }),
    err: (error: { type?: string }) => ({ type: error.type }),
  },
});
