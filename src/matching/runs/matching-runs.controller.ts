import { Controller, Get, HttpCode, Param, ParseIntPipe, Post, Sse, type MessageEvent } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { map, type Observable } from 'rxjs';
import { CurrentPrincipal, Demands, type Principal } from '../../access/index.js';
import { MatchingRunView } from './matching-runs.dto.js';
import { MatchingRuns, type RunReport } from './matching-runs.js';

@ApiTags('匹配')
@Controller('matching/runs')
export class MatchingRunsController {
  constructor(private readonly runs: MatchingRuns) {}

  @Post()
  @HttpCode(202)
  @Demands('match.decide')
  @ApiOperation({ summary: '重新匹配企业与参保单位；在后台进行，已有匹配在进行时拒绝（matching-under-way）' })
  @ApiAcceptedResponse({ type: MatchingRunView })
  async start(@CurrentPrincipal() principal: Principal): Promise<MatchingRunView> {
    return runView(await this.runs.start(principal));
  }

  @Get(':id')
  @Demands('data.read')
  @ApiOperation({ summary: '一次匹配的进度与结果（轮询）' })
  @ApiOkResponse({ type: MatchingRunView })
  async report(@CurrentPrincipal() principal: Principal, @Param('id', ParseIntPipe) id: number): Promise<MatchingRunView> {
    return runView(await this.runs.report(principal, id));
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Demands('match.decide')
  @ApiOperation({ summary: '取消匹配；已写入的结果保留，已结束的不变' })
  @ApiOkResponse({ type: MatchingRunView })
  async cancel(@CurrentPrincipal() principal: Principal, @Param('id', ParseIntPipe) id: number): Promise<MatchingRunView> {
    return runView(await this.runs.cancel(principal, id));
  }

  @Sse(':id/events')
  @Demands('data.read')
  @ApiOperation({ summary: '一次匹配的进度（服务器推送）：事件 progress 的内容同轮询，结束后关闭' })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ type: MatchingRunView })
  async events(@CurrentPrincipal() principal: Principal, @Param('id', ParseIntPipe) id: number): Promise<Observable<MessageEvent>> {
    return (await this.runs.events(principal, id)).pipe(map((report): MessageEvent => ({ type: 'progress', data: runView(report) })));
  }
}

function runView({ run, done, total, percent }: RunReport): MatchingRunView {
  const { id, state, phase, ruleset, counts, requestedBy, createdAt, finishedAt, failure, baseRunId } = run;
  const incremental = baseRunId !== null;
  return { id, state, phase, done, total, percent, ruleset, counts, incremental, requestedBy, createdAt, finishedAt, failure };
}
