import { ApiProperty } from '@nestjs/swagger';
import { RUN_PHASES, type RunCounts } from './matching-run.js';

export class RunCountsView implements RunCounts {
  @ApiProperty({ description: '自动关联' }) auto: number;
  @ApiProperty({ description: '待审核的候选' }) review: number;
  @ApiProperty({ description: '已确认' }) confirmed: number;
  @ApiProperty({ description: '没有候选的企业数' }) none: number;
}

export class MatchingRunView {
  @ApiProperty() id: number;
  @ApiProperty({ enum: ['running', 'done', 'cancelled', 'failed'] }) state: string;
  @ApiProperty({
    enum: RUN_PHASES,
    description: 'prepare 读取名称，count 统计重名并查看变化影响到谁，plan 找出需要重新比对的企业，join 按关键字查找，decide 逐对比较，settle 归属与排序，write 写入结果',
  })
  phase: string;
  @ApiProperty({ description: '当前阶段已完成的部分' }) done: number;
  @ApiProperty({ description: '当前阶段的全部部分' }) total: number;
  @ApiProperty({ description: '全程进度，0–100' }) percent: number;
  @ApiProperty({ description: '匹配规则版本' }) ruleset: string;
  @ApiProperty({ type: RunCountsView, nullable: true, description: '完成后为本人范围内的结果' }) counts: RunCountsView | null;
  @ApiProperty({ description: '只重新比对了上次匹配之后有变化的企业' }) incremental: boolean;
  @ApiProperty() requestedBy: string;
  @ApiProperty() createdAt: Date;
  @ApiProperty({ type: Date, nullable: true }) finishedAt: Date | null;
  @ApiProperty({ type: String, nullable: true, description: '没有完成的原因' }) failure: string | null;
}
