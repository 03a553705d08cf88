import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { Problem } from '../kernel/index.js';
import { rememberSessionMark } from '../platform/origin/origin.js';
import { BEFORE_PASSWORD_CHANGE, DEMANDS, PUBLIC } from './decorators.js';
import { demand, mayChange, type Right } from './domain/index.js';
import { ResolveSession, type ActiveSession } from './resolve-session.js';
import { rememberSession, requestOf, sessionRequired, sessionToken } from './session-request.js';

/** Enough to tell sessions apart in the audit trail. */
const MARK_LENGTH = 12;

/** Stands before every route: same site, a session, a password of one's own, and the right that the route demands. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly resolveSession: ResolveSession,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = requestOf(context);
    refuseOtherSites(request);
    if (this.setting<boolean>(PUBLIC, context)) return true;
    const session = await this.sessionOf(request);
    if (session.user.mustChangePassword && !this.setting<boolean>(BEFORE_PASSWORD_CHANGE, context)) throw passwordChangeRequired();
    const right = this.setting<Right>(DEMANDS, context);
    rememberSession(request, session);
    rememberSessionMark(session.tokenHash.slice(0, MARK_LENGTH));
    if (right !== undefined) demand(session.principal, right);
    return true;
  }

  private async sessionOf(request: Request): Promise<ActiveSession> {
    const token = sessionToken(request);
    const session = token === undefined ? undefined : await this.resolveSession.run(token);
    if (!session) throw sessionRequired();
    return session;
  }

  private setting<T>(key: string, context: ExecutionContext): T | undefined {
    return this.reflector.getAllAndOverride<T | undefined>(key, [context.getHandler(), context.getClass()]);
  }
}

function refuseOtherSites({ method, headers }: Request): void {
  const secFetchSite = [headers['sec-fetch-site']].flat()[0];
  if (mayChange({ method, host: headers.host, origin: headers.origin, secFetchSite })) return;
  throw new Problem('forbidden', 'other-site', '请求来自其他网站，已拒绝。请从本系统页面重新操作。');
}

const passwordChangeRequired = (): Problem =>
  new Problem('forbidden', 'password-change-required', '首次登录请先修改密码，然后再使用其他功能。');
