import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { REPORT_FORMS, type ReportForm } from './domain/index.js';

export const FORMS = REPORT_FORMS;
export const STATES = ['not-started', 'drafting', 'submitted', 'accepted', 'returned'] as const;

const MAX_NOTE = 500;

/** A cell's address, as a body or query names it. */
export class CellBody {
  @ApiProperty({ enum: FORMS })
  @IsIn(FORMS)
  form: ReportForm;

  @ApiProperty({ description: '行：total、industry-<代码>、enterprise-<编号>、case-<编号>', maxLength: 40 })
  @Matches(/^(total|(industry|enterprise|case)-[\w-]{1,28})$/)
  row: string;

  @ApiProperty({ description: '栏', maxLength: 30 })
  @Matches(/^[A-Za-z]{1,30}$/)
  field: string;
}

export class CellRemarkBody extends CellBody {
  @ApiPropertyOptional({ description: '对该单元格的说明', maxLength: MAX_NOTE })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_NOTE)
  note?: string;
}

export class CellAddressView {
  @ApiProperty({ enum: FORMS }) form: string;
  @ApiProperty() row: string;
  @ApiProperty() field: string;
}

export class CellPlaceView extends CellAddressView {
  @ApiProperty() note: string;
}

const VALUE = { oneOf: [{ type: 'string' }, { type: 'number' }], nullable: true };

export class CellView {
  @ApiProperty() field: string;
  @ApiProperty({ description: '栏名' }) label: string;
  @ApiProperty({ ...VALUE, description: '报送值；姓名和身份证号码已遮盖' }) value: string | number | null;
}

export class DraftCellView extends CellView {
  @ApiProperty({ ...VALUE, description: '系统值' }) systemValue: string | number | null;
  @ApiProperty({ description: '报送值由人更改' }) overridden: boolean;
}

export class RowView {
  @ApiProperty({ description: '行' }) key: string;
  @ApiProperty({ type: String, nullable: true, description: '行名' }) title: string | null;
  @ApiProperty({ type: [CellView] }) cells: CellView[];
}

export class DraftRowView {
  @ApiProperty({ description: '行' }) key: string;
  @ApiProperty({ type: String, nullable: true, description: '行名' }) title: string | null;
  @ApiProperty({ type: [DraftCellView] }) cells: DraftCellView[];
}

export class FormView {
  @ApiProperty({ enum: FORMS }) form: string;
  @ApiProperty({ description: '表名' }) name: string;
  @ApiProperty({ type: [RowView] }) rows: RowView[];
}

export class DraftFormView {
  @ApiProperty({ enum: FORMS }) form: string;
  @ApiProperty({ description: '表名' }) name: string;
  @ApiProperty({ type: [DraftRowView] }) rows: DraftRowView[];
}

export class ChangedCellView extends CellAddressView {
  @ApiProperty({ description: '栏名' }) label: string;
  @ApiProperty({ ...VALUE, description: '原值' }) from: string | number | null;
  @ApiProperty({ ...VALUE, description: '新值' }) to: string | number | null;
}

export class OverrideView extends CellAddressView {
  @ApiProperty({ description: '单元格' }) name: string;
  @ApiProperty({ ...VALUE, description: '更改后的值' }) value: string | number | null;
  @ApiProperty({ ...VALUE, description: '更改时的系统值' }) systemValue: string | number | null;
  @ApiProperty({ ...VALUE, description: '现在的系统值' }) systemNow: string | number | null;
  @ApiProperty({ description: '系统值在更改之后又有变化' }) systemChanged: boolean;
  @ApiProperty({ description: '该行已不在报表中，更改暂不起作用' }) rowGone: boolean;
  @ApiProperty({ description: '理由' }) reason: string;
  @ApiProperty() madeBy: string;
  @ApiProperty({ type: Date }) madeAt: Date;
}

export class FindingView {
  @ApiProperty({ description: '检查编号' }) check: string;
  @ApiProperty({ enum: ['compulsory', 'advisory', 'notice'], description: '必须改正、需要确认、仅提示' }) severity: string;
  @ApiProperty({ type: CellAddressView, nullable: true, description: '单元格；空为整张报表' }) cell: CellAddressView | null;
  @ApiProperty({ description: '问题和处理办法' }) message: string;
}
