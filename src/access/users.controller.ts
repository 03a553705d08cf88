import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CreatedUserResponse, CreateUserRequest, EmailRequest, PositionRequest, SeenUserRequest, UserEntryResponse } from './access.dto.js';
import { ChangeRole } from './change-role.js';
import { CreateUser } from './create-user.js';
import { CurrentPrincipal, Demands } from './decorators.js';
import type { Principal } from './domain/index.js';
import { ListUsers } from './list-users.js';
import { ResetPassword } from './reset-password.js';
import { SetDisabled } from './set-disabled.js';
import { SetEmail } from './set-email.js';

@ApiTags('登录与用户')
@Controller('users')
export class UsersController {
  constructor(
    private readonly createUser: CreateUser,
    private readonly listUsers: ListUsers,
    private readonly emails: SetEmail,
    private readonly roles: ChangeRole,
    private readonly passwords: ResetPassword,
    private readonly disabling: SetDisabled,
  ) {}

  @Get()
  @Demands('users.manage')
  @ApiOperation({ summary: '列出用户' })
  @ApiOkResponse({ type: [UserEntryResponse] })
  users(@CurrentPrincipal() principal: Principal): Promise<UserEntryResponse[]> {
    return this.listUsers.run(principal);
  }

  @Post()
  @Demands('users.manage')
  @ApiOperation({ summary: '新建用户，返回初始密码（只此一次）' })
  @ApiCreatedResponse({ type: CreatedUserResponse })
  addUser(@CurrentPrincipal() principal: Principal, @Body() body: CreateUserRequest): Promise<CreatedUserResponse> {
    return this.createUser.run(principal, body);
  }

  @Put(':id/email')
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

  @Put(':id/role')
  @Demands('users.manage')
  @ApiOperation({ summary: '更改用户的角色和地区；该用户须重新登录' })
  @ApiOkResponse({ type: UserEntryResponse })
  setRole(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Body() { version, role, regionCode }: PositionRequest,
  ): Promise<UserEntryResponse> {
    return this.roles.run(principal, { id, version }, { role, regionCode });
  }

  @Post(':id/password')
  @Demands('users.manage')
  @HttpCode(200)
  @ApiOperation({ summary: '重置密码，返回初始密码（只此一次）；该用户的登录全部失效，锁定解除' })
  @ApiOkResponse({ type: CreatedUserResponse })
  resetPassword(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Body() { version }: SeenUserRequest,
  ): Promise<CreatedUserResponse> {
    return this.passwords.run(principal, { id, version });
  }

  @Post(':id/disable')
  @Demands('users.manage')
  @HttpCode(200)
  @ApiOperation({ summary: '停用用户；该用户的登录立即失效' })
  @ApiOkResponse({ type: UserEntryResponse })
  disable(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Body() { version }: SeenUserRequest,
  ): Promise<UserEntryResponse> {
    return this.disabling.disable(principal, { id, version });
  }

  @Post(':id/enable')
  @Demands('users.manage')
  @HttpCode(200)
  @ApiOperation({ summary: '启用被停用的，或因长期未登录而自动停用的用户' })
  @ApiOkResponse({ type: UserEntryResponse })
  enable(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Body() { version }: SeenUserRequest,
  ): Promise<UserEntryResponse> {
    return this.disabling.enable(principal, { id, version });
  }
}
