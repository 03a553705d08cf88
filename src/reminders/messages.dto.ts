import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { PageQuery } from '../platform/http/page-query.js';
import type { ReminderKind } from './domain/index.js';

const KINDS: readonly ReminderKind[] = ['opened', 'upcoming', 'due-today', 'overdue'];

export class MessageQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ['true', 'false'], description: '为 true 时只列出未读' })
  @IsOptional()
  @IsIn(['true', 'false'])
  unread?: 'true' | 'false';
}

export class MessageReportView {
  @ApiProperty() reportId: number;
  @ApiProperty() countyCode: string;
  @ApiProperty({ description: '报送截止日' }) dueOn: string;
  @ApiProperty({ enum: KINDS, enumName: 'ReminderKind', description: '开始填报、即将截止、今天截止、已逾期' }) kind: ReminderKind;
}

export class MessageView {
  @ApiProperty() id: number;
  @ApiProperty({ description: '哪一天的消息' }) day: string;
  @ApiProperty() title: string;
  @ApiProperty({ type: [String], description: '正文，逐行' }) lines: string[];
  @ApiProperty({ type: [MessageReportView], description: '涉及的报表' }) reports: MessageReportView[];
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readAt: Date | null;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;
}

export class MessagesView {
  @ApiProperty({ description: '未读总数' }) unread: number;
  @ApiProperty({ type: [MessageView] }) messages: MessageView[];
}
