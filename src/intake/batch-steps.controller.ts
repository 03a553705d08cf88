import { Body, Controller, Delete, Get, HttpCode, Param, ParseIntPipe, Patch, Post, Query, Sse, type MessageEvent } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { endWith, ignoreElements, map, merge, share, takeUntil, timer, type Observable, type OperatorFunction } from 'rxjs';
import { CurrentPrincipal, Demands, type Principal } from '../access/index.js';
import { Batches } from './batches.js';
import {
  ChangeQuery,
  ChangeSheetsBody,
  ChangeView,
  CorrectionsBody,
  CorrectionView,
  ProgressView,
  SheetsView,
  WithdrawQuery,
} from './batch-steps.dto.js';
import { readSettingsChange } from './domain/index.js';
import { RequestCheck } from './request-check.js';
import { WatchBatch } from './watch-batch.js';

const SHOWN_CHANGES = 200;
const HEARTBEAT_MS = 15_000;

/** The steps between upload and apply. Each change has the batch checked again: its progress tells when that is done. */
@ApiTags('数据导入')
@Controller('imports/:id')
export class BatchStepsController {
  constructor(
    private readonly checks: RequestCheck,
    private readonly batches: Batches,
    private readonly watch: WatchBatch,
  ) {}

  @Get('sheets')
  @Demands('data.read')
  @ApiOperation({ summary: '工作簿的工作表、表头、各列的含义与样例' })
  @ApiOkResponse({ type: SheetsView })
  async sheets(@CurrentPrincipal() principal: Principal, @Param('id', ParseIntPipe) id: number): Promise<SheetsView> {
    const { version, sheets, fields } = await this.batches.sheets(principal, id);
    return {
      version,
      sheets: sheets.map((sheet) => ({
        ...sheet,
        columns: sheet.columns.map((column) => ({ ...column, samples: [...column.samples] })),
      })),
      fields: [...fields],
    };
  }

  @Patch('sheets')
  @Demands('data.import')
  @ApiOperation({ summary: '更改表头行、各列的含义或不读的工作表；随即重新校验，下次同样表头的文件自动沿用' })
  @ApiOkResponse({ type: ProgressView })
  async changeSheets(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Body() { version, sheets }: ChangeSheetsBody,
  ): Promise<ProgressView> {
    await this.checks.changeSheets(principal, id, version, readSettingsChange(sheets));
    return this.watch.progress(principal, id);
  }

  @Get('corrections')
  @Demands('data.read')
  @ApiOperation({ summary: '在线更正的内容' })
  @ApiOkResponse({ type: [CorrectionView] })
  corrections(@CurrentPrincipal() principal: Principal, @Param('id', ParseIntPipe) id: number): Promise<CorrectionView[]> {
    return this.batches.corrections(principal, id);
  }

  @Post('corrections')
  @HttpCode(200)
  @Demands('data.import')
  @ApiOperation({ summary: '在线更正：一个单元格、所有相同的值或整列；原文件不变，随即重新校验' })
  @ApiOkResponse({ type: ProgressView })
  async correct(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Body() { version, corrections }: CorrectionsBody,
  ): Promise<ProgressView> {
    await this.checks.correct(principal, id, version, corrections);
    return this.watch.progress(principal, id);
  }

  @Delete('corrections/:correction')
  @Demands('data.import')
  @ApiOperation({ summary: '撤回一处更正，随即重新校验' })
  @ApiOkResponse({ type: ProgressView })
  async withdraw(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Param('correction', ParseIntPipe) correction: number,
    @Query() { version }: WithdrawQuery,
  ): Promise<ProgressView> {
    await this.checks.withdrawCorrection(principal, id, version, correction);
    return this.watch.progress(principal, id);
  }

  @Get('changes')
  @Demands('data.read')
  @ApiOperation({ summary: '生效后将新增、变更（原来 → 改为）和缺失的内容；按人员的大表只列前 1000 条' })
  @ApiOkResponse({ type: [ChangeView] })
  async changes(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Query() { type, after, limit = SHOWN_CHANGES }: ChangeQuery,
  ): Promise<ChangeView[]> {
    const changes = await this.batches.changes(principal, id, { type, afterId: after, limit });
    return changes.map((change) => ({ ...change, fields: [...change.fields] }));
  }

  @Get('progress')
  @Demands('data.read')
  @ApiOperation({ summary: '进度（轮询）' })
  @ApiOkResponse({ type: ProgressView })
  progress(@CurrentPrincipal() principal: Principal, @Param('id', ParseIntPipe) id: number): Promise<ProgressView> {
    return this.watch.progress(principal, id);
  }

  @Sse('events')
  @Demands('data.read')
  @ApiOperation({ summary: '进度（服务器推送）：事件 progress 的内容同 /progress，步骤结束后关闭；heartbeat 只表示连接正常' })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ type: ProgressView })
  async events(@CurrentPrincipal() principal: Principal, @Param('id', ParseIntPipe) id: number): Promise<Observable<MessageEvent>> {
    const progress = await this.watch.events(principal, id);
    return progress.pipe(
      map((data): MessageEvent => ({ type: 'progress', data })),
      withHeartbeat(),
    );
  }
}

/** Proxies close a connection on which nothing is said. */
const withHeartbeat = (): OperatorFunction<MessageEvent, MessageEvent> => (events) => {
  const shared = events.pipe(share());
  const beats = timer(HEARTBEAT_MS, HEARTBEAT_MS).pipe(
    map((): MessageEvent => ({ type: 'heartbeat', data: '' })),
    takeUntil(shared.pipe(ignoreElements(), endWith(true))),
  );
  return merge(beats, shared);
};
