import { ApiProperty } from '@nestjs/swagger';
import { Allow, IsInt, IsString, MaxLength } from 'class-validator';
import { CellBody, DraftFormView, FindingView, OverrideView } from './cell.dto.js';
import { ReportView } from './reporting.dto.js';

export class DraftView {
  @ApiProperty({ type: ReportView }) report: ReportView;
  @ApiProperty({ description: '内容校验值，提交时带回：提交的就是所见的' }) draftHash: string;
  @ApiProperty({ type: [DraftFormView] }) forms: DraftFormView[];
  @ApiProperty({ type: [OverrideView], description: '人工更改' }) overrides: OverrideView[];
  @ApiProperty({ type: [FindingView], description: '提交前检查' }) findings: FindingView[];
}

export class OverrideBody extends CellBody {
  @ApiProperty({ description: '所见版本号' })
  @IsInt()
  version: number;

  @ApiProperty({ oneOf: [{ type: 'string' }, { type: 'number' }], nullable: true, description: '更改后的值' })
  @Allow()
  value: unknown;

  @ApiProperty({ description: '理由', maxLength: 500 })
  @IsString()
  @MaxLength(500)
  reason: string;
}

export class EndOverrideBody extends CellBody {
  @ApiProperty({ description: '所见版本号' })
  @IsInt()
  version: number;
}
