import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Demands, type Principal } from '../../access/index.js';
import { Problem } from '../../kernel/index.js';
import { DecideEntry } from './decide-entry.js';
import { DescribeEntry } from './describe-entry.js';
import { EntryView } from './entry.views.js';
import { actViews, changeView, entryView } from './present.js';
import { ReadHistory } from './read-history.js';
import type { Entry } from './read-entries.js';
import { DecideEntryBody, EntryVersionBody, SayingBody } from './review.dto.js';
import { ActView, UndoneActView } from './review.views.js';
import { UndoAct } from './undo-act.js';

/** One entry of the queue: what a reviewer sees of it and says about it. */
@ApiTags('匹配审核')
@ApiNotFoundResponse({ description: 'not-found：没有该企业，或不在管辖范围内' })
@Controller('matching/review')
export class ReviewController {
  constructor(
    private readonly describer: DescribeEntry,
    private readonly decider: DecideEntry,
    private readonly undoing: UndoAct,
    private readonly history: ReadHistory,
  ) {}

  @Get('entries/:id')
  @Demands('data.read')
  @ApiOperation({ summary: '一家企业及其候选：逐项依据、名称逐字差异、双方原始数据及出处' })
  @ApiOkResponse({ type: EntryView })
  async entry(@CurrentPrincipal() principal: Principal, @Param('id', ParseIntPipe) id: number): Promise<EntryView> {
    return entryView(await this.describer.find(principal, id));
  }

  @Get('entries/:id/acts')
  @Demands('data.read')
  @ApiOperation({ summary: '该企业匹配决定的全部经过，最近的在前' })
  @ApiOkResponse({ type: [ActView] })
  async acts(@CurrentPrincipal() principal: Principal, @Param('id', ParseIntPipe) id: number): Promise<ActView[]> {
    return actViews(await this.history.ofEntry(principal, id));
  }

  @Post('entries/:id/decisions')
  @HttpCode(200)
  @Demands('match.decide')
  @ApiOperation({ summary: '决定：是同一单位、不是、所有候选都不是、拿不准' })
  @ApiOkResponse({ type: EntryView })
  @ApiConflictResponse({ description: 'stale-version（附经过）、unit-linked-elsewhere、nothing-open' })
  async decide(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Body() body: DecideEntryBody,
  ): Promise<EntryView> {
    return this.view(await this.said(principal, id, body));
  }

  @Post('entries/:id/reconfirmations')
  @HttpCode(200)
  @Demands('match.decide')
  @ApiOperation({ summary: '沿用以前的决定：双方名称和代码自那时起没有变化' })
  @ApiOkResponse({ type: EntryView })
  @ApiConflictResponse({ description: 'stale-version、nothing-decided-before、unit-linked-elsewhere' })
  async again(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Body() { version, note }: SayingBody,
  ): Promise<EntryView> {
    return this.view(await this.decider.again(principal, id, { version, note: note ?? null }));
  }

  @Post('entries/:id/undo')
  @HttpCode(200)
  @Demands('match.decide')
  @ApiOperation({ summary: '撤销对该企业的最近一次决定，恢复原状' })
  @ApiOkResponse({ type: EntryView })
  @ApiConflictResponse({ description: 'stale-version、nothing-to-undo、unit-linked-elsewhere' })
  async undo(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Body() { version }: EntryVersionBody,
  ): Promise<EntryView> {
    return this.view(await this.undoing.ofEntry(principal, id, version));
  }

  @Post('acts/:id/undo')
  @HttpCode(200)
  @Demands('match.decide')
  @ApiOperation({ summary: '整批撤销一次操作；此后另行决定过的不动' })
  @ApiOkResponse({ type: UndoneActView })
  @ApiConflictResponse({ description: 'nothing-to-undo、unit-linked-elsewhere' })
  async undoAct(@CurrentPrincipal() principal: Principal, @Param('id', ParseIntPipe) id: number): Promise<UndoneActView> {
    const { restored, kept } = await this.undoing.ofAct(principal, id);
    return { restored: restored.map(changeView), kept: kept.map(changeView) };
  }

  private said(principal: Principal, id: number, { verdict, unitId, version, note }: DecideEntryBody): Promise<Entry> {
    const saying = { version, note: note ?? null };
    if (verdict === 'none' || verdict === 'unsure') {
      if (unitId !== undefined) throw new Problem('invalid', 'unit-unexpected', '“都不是”和“拿不准”针对整个企业，请不要填写参保单位。');
      return verdict === 'none' ? this.decider.none(principal, id, saying) : this.decider.unsure(principal, id, saying);
    }
    if (unitId === undefined) throw new Problem('invalid', 'unit-required', '请指明是哪一个候选参保单位。');
    return verdict === 'same' ? this.decider.same(principal, id, unitId, saying) : this.decider.different(principal, id, unitId, saying);
  }

  private async view(entry: Entry): Promise<EntryView> {
    return entryView(await this.describer.describe(entry));
  }
}
