import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsObject, IsOptional, IsString, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { CHANGE_TYPES, MAPPING_CONFIDENCES, type ChangeType } from './domain/index.js';

export class ColumnView {
  @ApiProperty({ description: '列号，从 0 开始' }) index: number;
  @ApiProperty({ description: '原样表头；重复的表头加注列号' }) header: string;
  @ApiProperty({ type: String, nullable: true, description: '作为哪个项目读取；null 为不读' }) field: string | null;
  @ApiProperty({
    type: String,
    enum: MAPPING_CONFIDENCES,
    nullable: true,
    description: 'exact 与正式表头一致，synonym 同义词，contained 表头中含有，remembered 沿用上次设置，person 人工设置',
  })
  confidence: string | null;
  @ApiProperty({ type: [String], description: '前三个不同的值；涉及个人信息的列已掩码' }) samples: string[];
}

export class SheetView {
  @ApiProperty({ description: '工作表名称' }) name: string;
  @ApiProperty({ description: '在工作簿中是隐藏的' }) hidden: boolean;
  @ApiProperty({ type: String, nullable: true, description: '没有读取的原因；null 为已读取' }) skippedBecause: string | null;
  @ApiProperty({ description: '按设置不读取' }) leftOut: boolean;
  @ApiProperty({ type: Number, nullable: true, description: '表头开始的行号；未读取的工作表为最接近表头的一行' }) headerRow: number | null;
  @ApiProperty({ description: '表头行由人工设置' }) headerRowSet: boolean;
  @ApiProperty({ type: [ColumnView] }) columns: ColumnView[];
}

export class FieldView {
  @ApiProperty() field: string;
  @ApiProperty({ description: '正式表头' }) label: string;
  @ApiProperty({ description: '必须有这一列' }) required: boolean;
}

export class SheetsView {
  @ApiProperty({ description: '批次版本号，更改设置时填写' }) version: number;
  @ApiProperty({ type: [SheetView], description: '工作簿的全部工作表' }) sheets: SheetView[];
  @ApiProperty({ type: [FieldView], description: '这一类表格可用的项目' }) fields: FieldView[];
}

export class VersionBody {
  @ApiProperty({ description: '所见版本号' })
  @IsInt()
  version: number;
}

export class ChangeSheetsBody extends VersionBody {
  @ApiProperty({
    type: 'object',
    description: '按工作表名称设置；未写的保持不变，headerRow 为 null 时重新查找表头，fields 的列号从 0 开始，null 为不读该列',
    additionalProperties: {
      type: 'object',
      properties: {
        leftOut: { type: 'boolean' },
        headerRow: { type: 'integer', nullable: true },
        fields: { type: 'object', additionalProperties: { type: 'string', nullable: true } },
      },
    },
    example: { Sheet1: { headerRow: 3, fields: { '4': 'headcount', '7': null } } },
  })
  @IsObject()
  sheets: Record<string, unknown>;
}

const SCOPES = ['cell', 'value', 'column'] as const;

export class CorrectionBody {
  @ApiProperty({ enum: SCOPES, description: 'cell 一个单元格，value 该项目中所有相同的值，column 整列' })
  @IsIn(SCOPES)
  scope: 'cell' | 'value' | 'column';

  @ApiProperty({ description: '项目' })
  @IsString()
  @MaxLength(60)
  field: string;

  @ApiProperty({ description: '改为' })
  @IsString()
  @MaxLength(1000)
  to: string;

  @ApiPropertyOptional({ description: 'cell：工作表' })
  @IsOptional()
  @IsString()
  @MaxLength(120)
  sheet?: string;

  @ApiPropertyOptional({ description: 'cell：行号' })
  @IsOptional()
  @IsInt()
  @Min(1)
  row?: number;

  @ApiPropertyOptional({ description: 'value：原值，比较时不计空格' })
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  from?: string;
}

export class CorrectionsBody extends VersionBody {
  @ApiProperty({ type: [CorrectionBody], description: '先后有冲突时，后面的为准；单元格优先于相同值，相同值优先于整列' })
  @IsArray()
  @ArrayMaxSize(1000)
  @ValidateNested({ each: true })
  @Type(() => CorrectionBody)
  corrections: CorrectionBody[];
}

export class WithdrawQuery {
  @ApiProperty({ description: '所见版本号' })
  @Type(() => Number)
  @IsInt()
  version: number;
}

export class CorrectionView {
  @ApiProperty() id: number;
  @ApiProperty({ enum: SCOPES }) scope: string;
  @ApiProperty() field: string;
  @ApiPropertyOptional() sheet?: string;
  @ApiPropertyOptional() row?: number;
  @ApiPropertyOptional({ description: '原值；涉及个人信息的已掩码' }) from?: string;
  @ApiProperty({ description: '改为；涉及个人信息的已掩码' }) to: string;
  @ApiProperty() createdBy: string;
  @ApiProperty() createdAt: Date;
}

export class ChangeQuery {
  @ApiPropertyOptional({ enum: CHANGE_TYPES, description: 'new 新增，changed 变更，missing 缺失' })
  @IsOptional()
  @IsIn(CHANGE_TYPES)
  type?: ChangeType;

  @ApiPropertyOptional({ description: '上一页最后一条的编号' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  after?: number;

  @ApiPropertyOptional({ minimum: 1, maximum: 1000, default: 200 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  limit?: number;
}

export class FieldChangeView {
  @ApiProperty({ description: '项目' }) label: string;
  @ApiProperty({ description: '原来' }) from: string;
  @ApiProperty({ description: '改为' }) to: string;
}

export class ChangeView {
  @ApiProperty() id: number;
  @ApiProperty({ enum: CHANGE_TYPES }) type: ChangeType;
  @ApiProperty({ description: '企业名称；单位编号和名称；人员已掩码' }) identity: string;
  @ApiProperty({ type: String, nullable: true, description: '工作表；缺失的为 null' }) sheet: string | null;
  @ApiProperty({ type: Number, nullable: true, description: '行号' }) row: number | null;
  @ApiProperty({ type: [FieldChangeView], description: '变更的项目' }) fields: FieldChangeView[];
}

export class ProgressView {
  @ApiProperty() id: number;
  @ApiProperty({ enum: ['uploaded', 'checking', 'planned', 'applying', 'applied', 'rejected', 'cancelled', 'undone'] }) state: string;
  @ApiProperty() version: number;
  @ApiProperty({ description: '当前步骤的进度，0–100；没有进行中的步骤时为 100' }) percent: number;
  @ApiProperty({ description: '正在做什么' }) note: string;
  @ApiProperty({ description: '已读行数' }) rowsRead: number;
  @ApiProperty({ description: '处理已中断，须重新上传同一文件或再次生效' }) stalled: boolean;
}
