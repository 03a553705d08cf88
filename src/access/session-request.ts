import type { ExecutionContext } from '@nestjs/common';
import { parseCookie } from 'cookie';
import type { Request } from 'express';
import { Problem } from '../kernel/index.js';
import { networkOf } from './domain/index.js';
import type { ActiveSession } from './resolve-session.js';

const SESSION_COOKIE = 'session';

/** Over HTTPS the prefix keeps neighbouring hosts and plain HTTP from setting the cookie (RFC 6265bis 4.1.3.2). */
export const sessionCookie = (secure: boolean): string => (secure ? `__Host-${SESSION_COOKIE}` : SESSION_COOKIE);

// Beside the request and not in it: nothing that logs a request can log who sent it.
const sessions = new WeakMap<Request, ActiveSession>();

export const requestOf = (context: ExecutionContext): Request => context.switchToHttp().getRequest<Request>();

export const sessionToken = (request: Request, secure: boolean): string | undefined =>
  parseCookie(request.headers.cookie ?? '')[sessionCookie(secure)];

/** Of the sender, or of the first sender that a trusted proxy names (`TRUST_PROXY`). */
export const addressOf = (request: Request): string => networkOf(request.ip);

export const rememberSession = (request: Request, session: ActiveSession): void => void sessions.set(request, session);

/** Undefined on a public route. */
export const sessionOfRequest = (request: Request): ActiveSession | undefined => sessions.get(request);

/** Throws Problem `session-required` on a public route, where nobody has to be logged in. */
export function sessionOf(context: ExecutionContext): ActiveSession {
  const session = sessions.get(requestOf(context));
  if (session) return session;
  throw sessionRequired();
}

export const sessionRequired = (): Problem => new Problem('unauthenticated', 'session-required', '尚未登录或登录已失效，请重新登录。');
