import { Body, Controller, Delete, Get, HttpCode, Inject, Param, ParseIntPipe, Post, Put, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CookieOptions, Request, Response } from 'express';
import type { Config } from '../platform/config/config.js';
import { CONFIG } from '../platform/config/config.module.js';
import {
  ChangePasswordRequest,
  CreatedUserResponse,
  CreateUserRequest,
  EmailRequest,
  LogInRequest,
  UserEntryResponse,
  UserInfoResponse,
} from './access.dto.js';
import { ChangePassword } from './change-password.js';
import { CreateUser } from './create-user.js';
import { BeforePasswordChange, CurrentPrincipal, CurrentSession, Demands, Public } from './decorators.js';
import type { Principal } from './domain/index.js';
import { ListUsers } from './list-users.js';
import { LogIn } from './log-in.js';
import { LogOut } from './log-out.js';
import type { ActiveSession } from './resolve-session.js';
import { SetEmail } from './set-email.js';
import { SESSION_COOKIE, sessionToken } from './session-request.js';

@ApiTags('登录与用户')
@Controller()
export class AccessController {
  constructor(
    private readonly logIn: LogIn,
    private readonly logOut: LogOut,
    private readonly changePassword: ChangePassword,
    private readonly createUser: CreateUser,
    private readonly listUsers: ListUsers,
    private readonly emails: SetEmail,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post('session')
  @Public()
  @ApiOperation({ summary: '登录' })
  @HttpCode(200)
  @ApiOkResponse({ type: UserInfoResponse })
  async openSession(@Body() body: LogInRequest, @Res({ passthrough: true }) response: Response): Promise<UserInfoResponse> {
    const { token, user } = await this.logIn.run(body.username, body.password);
    response.cookie(SESSION_COOKIE, token, this.cookieOptions());
    return user;
  }

  @Get('session')
  @BeforePasswordChange()
  @ApiOperation({ summary: '当前用户' })
  @ApiOkResponse({ type: UserInfoResponse })
  currentUser(@CurrentSession() session: ActiveSession): UserInfoResponse {
    return session.user;
  }

  /** Public: whoever's session has ended can still get rid of the cookie. */
  @Delete('session')
  @Public()
  @ApiOperation({ summary: '退出登录' })
  @HttpCode(204)
  @ApiNoContentResponse()
  async endSession(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    const token = sessionToken(request);
    if (token !== undefined) await this.logOut.run(token);
    response.clearCookie(SESSION_COOKIE, this.cookieOptions());
  }

  @Post('session/password')
  @BeforePasswordChange()
  @ApiOperation({ summary: '修改本人密码' })
  @HttpCode(204)
  @ApiNoContentResponse()
  async setPassword(@CurrentSession() session: ActiveSession, @Body() body: ChangePasswordRequest): Promise<void> {
    await this.changePassword.run(session, body.currentPassword, body.newPassword);
  }

  @Get('users')
  @Demands('users.manage')
  @ApiOperation({ summary: '列出用户' })
  @ApiOkResponse({ type: [UserEntryResponse] })
  users(@CurrentPrincipal() principal: Principal): Promise<UserEntryResponse[]> {
    return this.listUsers.run(principal);
  }

  @Post('users')
  @Demands('users.manage')
  @ApiOperation({ summary: '新建用户，返回初始密码（只此一次）' })
  @ApiCreatedResponse({ type: CreatedUserResponse })
  addUser(@CurrentPrincipal() principal: Principal, @Body() body: CreateUserRequest): Promise<CreatedUserResponse> {
    return this.createUser.run(principal, body);
  }

  @Put('users/:id/email')
  @Demands('users.manage')
  @ApiOperation({ summary: '填写、更改或清除用户接收提醒的邮箱' })
  @ApiOkResponse({ type: UserEntryResponse })
  setEmail(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Body() { email = null, version }: EmailRequest,
  ): Promise<UserEntryResponse> {
    return this.emails.run(principal, id, email, version);
  }

  /** Without an age the cookie ends with the browser; the server ends the session sooner. */
  private cookieOptions(): CookieOptions {
    return { httpOnly: true, sameSite: 'lax', path: '/', secure: this.config.secureCookies };
  }
}
