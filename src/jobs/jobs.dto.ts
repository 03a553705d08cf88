import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, MaxLength, Min } from 'class-validator';
import { PageQuery } from '../platform/http/page-query.js';
import { JOB_STATES, type JobState } from '../platform/jobs/index.js';

export class JobQuery extends PageQuery {
  @ApiPropertyOptional({ description: '任务种类', example: 'reminders.send', maxLength: 60 })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  name?: string;

  @ApiPropertyOptional({ enum: JOB_STATES, enumName: 'JobState' })
  @IsOptional()
  @IsIn(JOB_STATES)
  state?: JobState;
}

export class JobDecision {
  @ApiProperty({ description: '所见版本号' })
  @IsInt()
  @Min(0)
  version: number;
}

const instant = { type: String, format: 'date-time' } as const;

export class JobView {
  @ApiProperty() id: number;
  @ApiProperty({ description: '任务种类' }) name: string;
  @ApiProperty({ description: '同一种类内唯一' }) key: string;
  @ApiProperty({ enum: JOB_STATES, enumName: 'JobState' }) state: JobState;
  @ApiProperty({ description: '状态' }) stateName: string;
  @ApiProperty({ description: '已执行次数' }) attempts: number;
  @ApiProperty({ description: '最多执行次数' }) maxAttempts: number;
  @ApiProperty({ description: '进度，0–100' }) progress: number;
  @ApiProperty({ type: String, nullable: true, description: '进度说明' }) note: string | null;
  @ApiProperty({ type: String, nullable: true, description: '最近一次失败的代码' }) errorCode: string | null;
  @ApiProperty({ type: String, nullable: true, description: '最近一次失败的说明' }) errorMessage: string | null;
  @ApiProperty({ description: '补跑' }) late: boolean;
  @ApiProperty({ ...instant, description: '计划执行时间' }) runAt: Date;
  @ApiProperty({ ...instant, description: '下次可执行时间' }) dueAt: Date;
  @ApiProperty({ ...instant, nullable: true, description: '执行者的占用到何时，执行中才有' }) leaseUntil: Date | null;
  @ApiProperty(instant) createdAt: Date;
  @ApiProperty({ ...instant, nullable: true }) startedAt: Date | null;
  @ApiProperty({ ...instant, nullable: true }) finishedAt: Date | null;
  @ApiProperty({ description: '每被执行一次加一' }) version: number;
}
