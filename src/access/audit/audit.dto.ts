import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, MaxLength } from 'class-validator';
import { PageQuery } from '../../platform/http/page-query.js';
import {
  ALL_AUDIT_ACTIONS,
  ALL_AUDIT_OUTCOMES,
  ALL_AUDIT_SUBJECTS,
  type AuditAction,
  type AuditOutcome,
  type AuditSubjectKind,
} from './domain/index.js';
import { AUDIT_FORMATS, type AuditFormat } from './export-audit.js';

/** Paging, with what narrows. */
export class AuditQuery extends PageQuery {
  @ApiPropertyOptional({ example: '2022-10-01', description: '起始日（含）' })
  @IsOptional()
  @IsString()
  @MaxLength(10)
  from?: string;

  @ApiPropertyOptional({ example: '2022-10-31', description: '截止日（含）' })
  @IsOptional()
  @IsString()
  @MaxLength(10)
  to?: string;

  @ApiPropertyOptional({ description: '用户编号' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  userId?: number;

  @ApiPropertyOptional({ description: '旗县区代码', example: '150821' })
  @IsOptional()
  @IsString()
  @MaxLength(12)
  county?: string;

  @ApiPropertyOptional({ enum: ALL_AUDIT_ACTIONS, enumName: 'AuditAction' })
  @IsOptional()
  @IsIn(ALL_AUDIT_ACTIONS)
  action?: AuditAction;

  @ApiPropertyOptional({ enum: ALL_AUDIT_OUTCOMES, enumName: 'AuditOutcome' })
  @IsOptional()
  @IsIn(ALL_AUDIT_OUTCOMES)
  outcome?: AuditOutcome;

  @ApiPropertyOptional({ enum: ALL_AUDIT_SUBJECTS, enumName: 'AuditSubjectKind', description: '对象种类' })
  @IsOptional()
  @IsIn(ALL_AUDIT_SUBJECTS)
  subject?: AuditSubjectKind;

  @ApiPropertyOptional({ description: '对象编号' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  subjectId?: string;
}

export class AuditExportQuery extends AuditQuery {
  @ApiPropertyOptional({ enum: AUDIT_FORMATS, default: 'xlsx' })
  @IsOptional()
  @IsIn(AUDIT_FORMATS)
  format?: AuditFormat;
}

export class AuditEntryView {
  @ApiProperty({ description: '编号，从 1 起连续' }) id: number;
  @ApiProperty({ type: String, format: 'date-time' }) at: Date;
  @ApiProperty({ enum: ALL_AUDIT_ACTIONS, enumName: 'AuditAction' }) action: AuditAction;
  @ApiProperty({ description: '操作名称' }) actionName: string;
  @ApiProperty({ enum: ALL_AUDIT_OUTCOMES, enumName: 'AuditOutcome' }) outcome: AuditOutcome;
  @ApiProperty({ enum: ALL_AUDIT_SUBJECTS, enumName: 'AuditSubjectKind' }) subject: AuditSubjectKind;
  @ApiProperty({ type: String, nullable: true }) subjectId: string | null;
  @ApiProperty({ type: String, nullable: true, description: '所涉旗县区代码' }) countyCode: string | null;
  @ApiProperty({ type: Number, nullable: true, description: '空：系统，或未登录者' }) userId: number | null;
  @ApiProperty({ type: String, nullable: true }) userName: string | null;
  @ApiProperty({ description: '角色；system 系统，nobody 未登录者' }) role: string;
  @ApiProperty({ description: 'web 请求、job 后台任务、cli 命令行、start 启动' }) channel: string;
  @ApiProperty({ description: '请求的方法与路径，任务名或命令名' }) source: string;
  @ApiProperty({ type: String, nullable: true, description: '网络地址；命令行为操作系统账号' }) address: string | null;
  @ApiProperty({ type: String, nullable: true }) requestId: string | null;
  @ApiProperty({ type: String, nullable: true, description: '会话标记' }) session: string | null;
  @ApiProperty({ type: Object, nullable: true, additionalProperties: true, description: '变更前' }) before: object | null;
  @ApiProperty({ type: Object, nullable: true, additionalProperties: true, description: '变更后' }) after: object | null;
  @ApiProperty({ type: String, nullable: true, description: '事由' }) reason: string | null;
  @ApiProperty({ description: '校验码' }) mac: string;
}

export class AuditHeadView {
  @ApiProperty({ description: '最后一条的编号' }) seq: number;
  @ApiProperty({ description: '最后一条的校验码' }) mac: string;
}
