import { Body, Controller, HttpCode, Param, ParseIntPipe, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { SeenUserRequest, UserEntryResponse } from './access.dto.js';
import { CurrentPrincipal, Demands } from './decorators.js';
import type { Principal } from './domain/index.js';
import { LogOutEverywhere } from './log-out-everywhere.js';
import { RemoveSecondFactor } from './second-factor/remove-second-factor.js';
import { UnlockUser } from './unlock-user.js';

/** How a user gets in, or out. */
@ApiTags('登录与用户')
@Controller('users')
@Demands('users.manage')
export class UserAccessController {
  constructor(
    private readonly everywhere: LogOutEverywhere,
    private readonly unlocking: UnlockUser,
    private readonly secondFactors: RemoveSecondFactor,
  ) {}

  @Post(':id/log-out')
  @HttpCode(200)
  @ApiOperation({ summary: '使用户在所有电脑上退出登录' })
  @ApiOkResponse({ type: UserEntryResponse })
  logOut(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Body() { version }: SeenUserRequest,
  ): Promise<UserEntryResponse> {
    return this.everywhere.of(principal, { id, version });
  }

  @Post(':id/unlock')
  @HttpCode(200)
  @ApiOperation({ summary: '解除因密码输错造成的锁定' })
  @ApiOkResponse({ type: UserEntryResponse })
  unlock(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Body() { version }: SeenUserRequest,
  ): Promise<UserEntryResponse> {
    return this.unlocking.run(principal, { id, version });
  }

  @Post(':id/second-factor/remove')
  @HttpCode(200)
  @ApiOperation({ summary: '为丢失手机和备用码的用户停用动态验证码；该用户须重新登录' })
  @ApiOkResponse({ type: UserEntryResponse })
  removeSecondFactor(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Body() { version }: SeenUserRequest,
  ): Promise<UserEntryResponse> {
    return this.secondFactors.of(principal, { id, version });
  }
}
