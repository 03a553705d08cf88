import { Body, Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { BeforeSecondFactor, ClientAddress, CurrentPrincipal, CurrentSession, Demands } from '../decorators.js';
import type { Principal } from '../domain/index.js';
import type { ActiveSession } from '../resolve-session.js';
import { BeginSecondFactor } from './begin-second-factor.js';
import { ConfirmSecondFactor } from './confirm-second-factor.js';
import { DemandSecondFactor } from './demand-second-factor.js';
import { RemoveSecondFactor } from './remove-second-factor.js';
import {
  BeginSecondFactorRequest,
  ConfirmSecondFactorRequest,
  OfferedSecretResponse,
  RecoveryCodesResponse,
  RemoveSecondFactorRequest,
  SecondFactorRoles,
} from './second-factor.dto.js';

@ApiTags('登录与用户')
@Controller()
export class SecondFactorController {
  constructor(
    private readonly beginning: BeginSecondFactor,
    private readonly confirming: ConfirmSecondFactor,
    private readonly removing: RemoveSecondFactor,
    private readonly demanding: DemandSecondFactor,
  ) {}

  @Post('session/second-factor')
  @BeforeSecondFactor()
  @HttpCode(200)
  @ApiOperation({ summary: '开始启用动态验证码：返回验证器应用的密钥' })
  @ApiOkResponse({ type: OfferedSecretResponse })
  begin(
    @CurrentSession() session: ActiveSession,
    @Body() { currentPassword }: BeginSecondFactorRequest,
    @ClientAddress() address: string,
  ): Promise<OfferedSecretResponse> {
    return this.beginning.run(session, currentPassword, address);
  }

  @Post('session/second-factor/confirm')
  @BeforeSecondFactor()
  @HttpCode(200)
  @ApiOperation({ summary: '用一个验证码确认启用，返回备用码' })
  @ApiOkResponse({ type: RecoveryCodesResponse })
  async confirm(@CurrentSession() session: ActiveSession, @Body() { code }: ConfirmSecondFactorRequest): Promise<RecoveryCodesResponse> {
    return { recoveryCodes: await this.confirming.run(session, code) };
  }

  @Post('session/second-factor/remove')
  @HttpCode(204)
  @ApiOperation({ summary: '停用本人的动态验证码，例如更换手机' })
  @ApiNoContentResponse()
  async remove(
    @CurrentSession() session: ActiveSession,
    @Body() { currentPassword, code }: RemoveSecondFactorRequest,
    @ClientAddress() address: string,
  ): Promise<void> {
    await this.removing.own(session, { password: currentPassword, code }, address);
  }

  @Get('second-factor/roles')
  @Demands('users.manage')
  @ApiOperation({ summary: '必须启用动态验证码的角色' })
  @ApiOkResponse({ type: SecondFactorRoles })
  async roles(@CurrentPrincipal() principal: Principal): Promise<SecondFactorRoles> {
    return { roles: await this.demanding.roles(principal) };
  }

  @Put('second-factor/roles')
  @Demands('users.manage')
  @ApiOperation({ summary: '规定哪些角色必须启用动态验证码' })
  @ApiOkResponse({ type: SecondFactorRoles })
  async setRoles(@CurrentPrincipal() principal: Principal, @Body() { roles }: SecondFactorRoles): Promise<SecondFactorRoles> {
    return { roles: await this.demanding.set(principal, roles) };
  }
}
