import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { Problem } from '../kernel/index.js';
import type { Config } from '../platform/config/config.js';
import { CONFIG } from '../platform/config/config.module.js';
import { RequestRate } from '../platform/http/request-rate.js';
import { rememberSessionMark } from '../platform/origin/origin.js';
import { BEFORE_PASSWORD_CHANGE, BEFORE_SECOND_FACTOR, DEMANDS, PUBLIC } from './decorators.js';
import { demand, mayChange, type Right } from './domain/index.js';
import { ResolveSession, type ActiveSession } from './resolve-session.js';
import { addressOf, rememberSession, requestOf, sessionRequired, sessionToken } from './session-request.js';
import type { UserInfo } from './user-info.js';

/** Enough to tell sessions apart in the audit trail. */
const MARK_LENGTH = 12;

/** Stands before every route: same site, not too often, a session, a password (and second factor) of one's own, and the right that the route demands. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly resolveSession: ResolveSession,
    private readonly rate: RequestRate,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = requestOf(context);
    refuseOtherSites(request);
    const session = this.setting<boolean>(PUBLIC, context) ? undefined : await this.sessionOf(request);
    // Whoever is logged in is counted alone: a whole county office may share one address.
    this.rate.take(session ? `user:${session.user.id}` : `address:${addressOf(request)}`);
    if (!session) return this.unlessSessionNeeded(context);
    this.refuseUnfinished(session.user, context);
    const right = this.setting<Right>(DEMANDS, context);
    rememberSession(request, session);
    rememberSessionMark(session.tokenHash.slice(0, MARK_LENGTH));
    if (right !== undefined) demand(session.principal, right);
    return true;
  }

  private async sessionOf(request: Request): Promise<ActiveSession | undefined> {
    const token = sessionToken(request, this.config.secureCookies);
    return token === undefined ? undefined : this.resolveSession.run(token);
  }

  private unlessSessionNeeded(context: ExecutionContext): true {
    if (this.setting<boolean>(PUBLIC, context)) return true;
    throw sessionRequired();
  }

  private refuseUnfinished({ mustChangePassword, passwordChangeReason, mustSetSecondFactor }: UserInfo, context: ExecutionContext): void {
    if (mustChangePassword && !this.setting<boolean>(BEFORE_PASSWORD_CHANGE, context))
      throw passwordChangeRequired(passwordChangeReason === 'expired');
    if (mustSetSecondFactor && !this.setting<boolean>(BEFORE_SECOND_FACTOR, context)) throw secondFactorSetUpRequired();
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

const passwordChangeRequired = (expired: boolean): Problem =>
  new Problem(
    'forbidden',
    'password-change-required',
    expired ? '密码已到期，请先修改密码，然后再使用其他功能。' : '首次登录请先修改密码，然后再使用其他功能。',
  );

const secondFactorSetUpRequired = (): Problem =>
  new Problem('forbidden', 'second-factor-setup-required', '您的角色须启用动态验证码，请先启用，然后再使用其他功能。');
