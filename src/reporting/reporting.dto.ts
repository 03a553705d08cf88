import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, Matches } from 'class-validator';
import { CellPlaceView, FORMS, STATES } from './cell.dto.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export class ReportQuery {
  @ApiPropertyOptional({ description: '报送截止日', example: '2022-10-10' })
  @IsOptional()
  @Matches(DAY)
  dueOn?: string;
}

export class DueDayBody {
  @ApiProperty({ description: '报送截止日', example: '2022-10-10' })
  @Matches(DAY)
  dueOn: string;
}

export class PeriodQuery {
  @ApiPropertyOptional({ description: '报送截止日自，默认今年 1 月 1 日', example: '2022-01-01' })
  @IsOptional()
  @Matches(DAY)
  from?: string;

  @ApiPropertyOptional({ description: '报送截止日至，默认今年 12 月 31 日', example: '2022-12-31' })
  @IsOptional()
  @Matches(DAY)
  to?: string;
}

export class VersionBody {
  @ApiProperty({ description: '所见版本号' })
  @IsInt()
  version: number;
}

export class ReportView {
  @ApiProperty() id: number;
  @ApiProperty() cycleCode: string;
  @ApiProperty() countyCode: string;
  @ApiProperty({ description: '报送截止日' }) dueOn: string;
  @ApiProperty({ description: '统计期间起' }) windowFrom: string;
  @ApiProperty({ description: '统计期间止' }) windowTo: string;
  @ApiProperty({ enum: FORMS, isArray: true, description: '报送的表' }) forms: string[];
  @ApiProperty({ enum: STATES }) state: string;
  @ApiProperty({ description: '状态' }) stateName: string;
  @ApiProperty({ description: '逾期' }) overdue: boolean;
  @ApiProperty({ description: '补跑' }) late: boolean;
  @ApiProperty({ type: Date, nullable: true, description: '打开填报的时间' }) openedAt: Date | null;
  @ApiProperty({ type: Date, nullable: true, description: '最近一次生成的时间' }) preparedAt: Date | null;
  @ApiProperty({ type: Date, nullable: true, description: '首次提交时间' }) firstSubmittedAt: Date | null;
  @ApiProperty({ type: Date, nullable: true, description: '最近一次提交时间' }) submittedAt: Date | null;
  @ApiProperty({ type: Date, nullable: true, description: '解锁到期时间；未解锁为空' }) unlockedUntil: Date | null;
  @ApiProperty() version: number;
}

export class ReportFileView {
  @ApiProperty() id: number;
  @ApiProperty({ enum: FORMS }) form: string;
  @ApiProperty() fileName: string;
  @ApiProperty({ description: 'SHA-256' }) fileHash: string;
}

const EVENTS = ['open', 'edit', 'prepare', 'override', 'end-override', 'submit', 'accept', 'return', 'unlock', 'lapse'] as const;

export class ReportEventView {
  @ApiProperty({ enum: EVENTS }) type: string;
  @ApiProperty({ enum: STATES }) fromState: string;
  @ApiProperty({ enum: STATES }) toState: string;
  @ApiProperty({ description: '此后的版本号' }) version: number;
  @ApiProperty({ type: String, nullable: true, description: '理由' }) reason: string | null;
  @ApiProperty({ type: [CellPlaceView], description: '所涉单元格' }) cells: CellPlaceView[];
  @ApiProperty({ description: '操作人' }) madeBy: string;
  @ApiProperty({ type: Date }) madeAt: Date;
}

export class CompletenessView {
  @ApiProperty({ description: '应报' }) owed: number;
  @ApiProperty({ description: '已报' }) reported: number;
  @ApiProperty({ description: '按时' }) onTime: number;
  @ApiProperty({ description: '逾期报送' }) late: number;
  @ApiProperty({ description: '逾期未报' }) overdue: number;
}

export class CompletenessLineView extends CompletenessView {
  @ApiProperty() code: string;
  @ApiProperty() name: string;
}

export class CompletenessEntryView {
  @ApiProperty() reportId: number;
  @ApiProperty() cycleCode: string;
  @ApiProperty() dueOn: string;
  @ApiProperty() countyCode: string;
  @ApiProperty() countyName: string;
  @ApiProperty({ enum: STATES }) state: string;
  @ApiProperty({ enum: ['on-time', 'late', 'overdue', 'pending'], description: '按时、逾期报送、逾期未报、未到期' }) punctuality: string;
  @ApiProperty({ type: Date, nullable: true }) firstSubmittedAt: Date | null;
}

export class CompletenessReportView {
  @ApiProperty({ type: [CompletenessEntryView] }) entries: CompletenessEntryView[];
  @ApiProperty({ type: [CompletenessLineView], description: '按旗县区' }) byCounty: CompletenessLineView[];
  @ApiProperty({ type: [CompletenessLineView], description: '按期' }) byTurn: CompletenessLineView[];
  @ApiProperty({ type: CompletenessView }) total: CompletenessView;
}
