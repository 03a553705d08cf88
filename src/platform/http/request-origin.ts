import type { NextFunction, Request, Response } from 'express';
import { withOrigin } from '../origin/origin.js';

/** More of a path than any route of ours has; what strangers send may be longer. */
const MAX_NAME = 120;

/** Lets everything that a request causes know where it came from. Stands after the request log, which gives the request its id. */
export function requestOrigin(request: Request & { id?: unknown }, _response: Response, next: NextFunction): void {
  const { method, path, ip, id } = request;
  const name = `${method} ${path}`.slice(0, MAX_NAME);
  withOrigin({ channel: 'web', name, address: ip ?? null, requestId: typeof id === 'string' ? id : null, session: null }, next);
}
