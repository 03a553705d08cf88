import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CookieOptions, Request, Response } from 'express';
import type { Config } from '../platform/config/config.js';
import { CONFIG } from '../platform/config/config.module.js';
import { ChangePasswordRequest, EndedSessionsResponse, LogInRequest, PasswordRulesResponse, UserInfoResponse } from './access.dto.js';
import { AccessRules } from './access-rules.js';
import { ChangePassword } from './change-password.js';
import { BeforePasswordChange, BeforeSecondFactor, ClientAddress, CurrentSession, Public } from './decorators.js';
import { profileInWords } from './domain/index.js';
import { LogIn } from './log-in.js';
import { LogOut } from './log-out.js';
import { LogOutEverywhere } from './log-out-everywhere.js';
import type { ActiveSession } from './resolve-session.js';
import { sessionCookie, sessionToken } from './session-request.js';

@ApiTags('登录与用户')
@Controller('session')
export class AccessController {
  constructor(
    private readonly logIn: LogIn,
    private readonly logOut: LogOut,
    private readonly everywhere: LogOutEverywhere,
    private readonly changePassword: ChangePassword,
    private readonly rules: AccessRules,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post()
  @Public()
  @ApiOperation({ summary: '登录。启用了动态验证码而未填 code 时返回 second-factor-required，请补填后重新提交' })
  @HttpCode(200)
  @ApiOkResponse({ type: UserInfoResponse })
  async openSession(
    @Body() body: LogInRequest,
    @ClientAddress() address: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<UserInfoResponse> {
    const { token, user } = await this.logIn.run(body, address);
    this.giveCookie(response, token);
    return user;
  }

  @Get()
  @BeforePasswordChange()
  @BeforeSecondFactor()
  @ApiOperation({ summary: '当前用户' })
  @ApiOkResponse({ type: UserInfoResponse })
  currentUser(@CurrentSession() session: ActiveSession): UserInfoResponse {
    return session.user;
  }

  /** Public: whoever's session has ended can still get rid of the cookie. */
  @Delete()
  @Public()
  @ApiOperation({ summary: '退出登录' })
  @HttpCode(204)
  @ApiNoContentResponse()
  async endSession(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    const token = sessionToken(request, this.config.secureCookies);
    if (token !== undefined) await this.logOut.run(token);
    this.takeCookie(response);
  }

  @Delete('everywhere')
  @BeforePasswordChange()
  @BeforeSecondFactor()
  @ApiOperation({ summary: '在所有电脑上退出登录，包括当前这台' })
  @ApiOkResponse({ type: EndedSessionsResponse })
  async endAllSessions(
    @CurrentSession() session: ActiveSession,
    @Res({ passthrough: true }) response: Response,
  ): Promise<EndedSessionsResponse> {
    const ended = await this.everywhere.own(session);
    this.takeCookie(response);
    return { ended };
  }

  @Get('password-rules')
  @Public()
  @ApiOperation({ summary: '对密码的要求' })
  @ApiOkResponse({ type: PasswordRulesResponse })
  passwordRules(): PasswordRulesResponse {
    const { profile } = this.rules;
    return { minLength: profile.minLength, minClasses: profile.minClasses, maxAgeDays: profile.maxAgeDays, text: profileInWords(profile) };
  }

  @Post('password')
  @BeforePasswordChange()
  @BeforeSecondFactor()
  @ApiOperation({ summary: '修改本人密码；其他电脑上的登录随之失效' })
  @HttpCode(204)
  @ApiNoContentResponse()
  async setPassword(
    @CurrentSession() session: ActiveSession,
    @Body() { currentPassword, newPassword }: ChangePasswordRequest,
    @ClientAddress() address: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    this.giveCookie(response, await this.changePassword.run(session, { current: currentPassword, next: newPassword }, address));
  }

  private giveCookie(response: Response, token: string): void {
    response.cookie(sessionCookie(this.config.secureCookies), token, this.cookieOptions());
  }

  private takeCookie(response: Response): void {
    response.clearCookie(sessionCookie(this.config.secureCookies), this.cookieOptions());
  }

  /** Without an age the cookie ends with the browser; the server ends the session sooner. */
  private cookieOptions(): CookieOptions {
    return { httpOnly: true, sameSite: 'lax', path: '/', secure: this.config.secureCookies };
  }
}
