import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Demands, type Principal } from '../access/index.js';
import { ChannelGaps } from './channel-gaps.js';
import { Organisations } from './organisations.js';
import { GapsView, WebhookBody, WebhookView } from './reminders.dto.js';

@ApiTags('提醒')
@Controller('reminders')
export class RemindersController {
  constructor(
    private readonly gaps: ChannelGaps,
    private readonly organisations: Organisations,
  ) {}

  @Get('gaps')
  @Demands('reminders.manage')
  @ApiOperation({ summary: '收不到邮件提醒的人员、无人接收提醒的旗县区' })
  @ApiOkResponse({ type: GapsView })
  async listGaps(@CurrentPrincipal() principal: Principal): Promise<GapsView> {
    const { emailConfigured, people, countiesWithoutPeople } = await this.gaps.run(principal);
    return { emailConfigured, people: [...people], countiesWithoutPeople: [...countiesWithoutPeople] };
  }

  @Get('webhooks')
  @Demands('reminders.manage')
  @ApiOperation({ summary: '各单位的群机器人（地址只显示开头）' })
  @ApiOkResponse({ type: [WebhookView] })
  webhooks(@CurrentPrincipal() principal: Principal): Promise<WebhookView[]> {
    return this.organisations.list(principal);
  }

  @Put('webhooks/:regionCode')
  @Demands('reminders.manage')
  @ApiOperation({ summary: '填写、更改或清除一个单位的群机器人' })
  @ApiOkResponse({ type: WebhookView })
  setWebhook(
    @CurrentPrincipal() principal: Principal,
    @Param('regionCode') regionCode: string,
    @Body() { url = null, format, version }: WebhookBody,
  ): Promise<WebhookView> {
    return this.organisations.set(principal, { regionCode, url, format, version });
  }
}
