import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';

export class ReportQuery {
  @ApiPropertyOptional({ description: '报送截止日', example: '2022-10-10' })
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  dueOn?: string;
}

export class ReportView {
  @ApiProperty() id: number;
  @ApiProperty() cycleCode: string;
  @ApiProperty() countyCode: string;
  @ApiProperty({ description: '报送截止日' }) dueOn: string;
  @ApiProperty({ description: '统计期间起' }) windowFrom: string;
  @ApiProperty({ description: '统计期间止' }) windowTo: string;
  @ApiProperty({ enum: ['not-started', 'drafting', 'submitted', 'accepted', 'returned'] }) state: string;
  @ApiProperty({ description: '状态' }) stateName: string;
  @ApiProperty({ description: '逾期' }) overdue: boolean;
  @ApiProperty({ description: '补跑' }) late: boolean;
  @ApiProperty({ type: Date, nullable: true }) preparedAt: Date | null;
  @ApiProperty() version: number;
}

export class ReportFileView {
  @ApiProperty() id: number;
  @ApiProperty({ enum: ['coverage-summary', 'annex-2', 'annex-3'] }) form: string;
  @ApiProperty() fileName: string;
  @ApiProperty({ description: 'SHA-256' }) fileHash: string;
}
