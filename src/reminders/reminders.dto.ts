import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsNotEmpty, IsOptional, IsString, MaxLength, Min } from 'class-validator';
import { ROLES, type UserRole } from '../access/index.js';
import { WEBHOOK_FORMATS, type WebhookFormat } from '../platform/config/config.js';

export class WebhookBody {
  @ApiProperty({ description: '所见版本号；尚未填写时为 0' })
  @IsInt()
  @Min(0)
  version: number;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 500, description: '机器人地址；不填则清除' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  url?: string | null;

  @ApiProperty({ enum: WEBHOOK_FORMATS, enumName: 'WebhookFormat', description: '企业微信或钉钉' })
  @IsIn(WEBHOOK_FORMATS)
  format: WebhookFormat;
}

export class WebhookView {
  @ApiProperty() regionCode: string;
  @ApiProperty() regionName: string;
  @ApiProperty({ enum: WEBHOOK_FORMATS, enumName: 'WebhookFormat', nullable: true }) format: WebhookFormat | null;
  @ApiProperty({ type: String, nullable: true, description: '地址的开头，其余为密' }) maskedUrl: string | null;
  @ApiProperty({ enum: ['system', 'configuration'], nullable: true, description: '在系统中填写，或写在配置中' })
  setIn: 'system' | 'configuration' | null;
  @ApiProperty() version: number;
}

export class PersonWithoutAddressView {
  @ApiProperty() userId: number;
  @ApiProperty() username: string;
  @ApiProperty() displayName: string;
  @ApiProperty({ enum: ROLES, enumName: 'UserRole' }) role: UserRole;
  @ApiProperty() regionCode: string;
  @ApiProperty() regionName: string;
  @ApiProperty({ description: '已填邮箱（但系统未配置发件服务器）' }) hasEmail: boolean;
  @ApiProperty({ description: '所在单位有群机器人' }) hasWebhook: boolean;
}

export class CountyWithoutPeopleView {
  @ApiProperty() code: string;
  @ApiProperty() name: string;
}

export class GapsView {
  @ApiProperty({ description: '已配置发件服务器' }) emailConfigured: boolean;
  @ApiProperty({ type: [PersonWithoutAddressView], description: '收不到邮件提醒的人员' }) people: PersonWithoutAddressView[];
  @ApiProperty({ type: [CountyWithoutPeopleView], description: '没有经办人和审核人、无人接收提醒的旗县区' })
  countiesWithoutPeople: CountyWithoutPeopleView[];
}
