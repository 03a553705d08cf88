import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiForbiddenResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { CurrentPrincipal, Demands, type Principal } from '../../access/index.js';
import { notFound } from '../../kernel/index.js';
import { enterpriseFacts, unitFacts } from '../review/present.js';
import { isError, qualitySentence, type QualityFigure } from './domain/index.js';
import { DrawSecondLook } from './draw-second-look.js';
import { JudgeSecondLook } from './judge-second-look.js';
import { MeasureQuality } from './measure-quality.js';
import {
  BlindPairView,
  CountyOfQualityQuery,
  CountyQualityView,
  DrawSecondLookBody,
  JudgedItemView,
  JudgeSecondLookBody,
  SecondLookView,
  type QualityFigureView,
} from './quality.dto.js';
import { ShowSecondLook } from './show-second-look.js';

const SHOWN_PAIRS = 20;

/** Quality control: blind second looks and what they find. */
@ApiTags('匹配质量抽查')
@ApiNotFoundResponse({ description: 'not-found：没有该条，或不在管辖范围内' })
@Controller('matching')
export class QualityController {
  constructor(
    private readonly drawing: DrawSecondLook,
    private readonly shower: ShowSecondLook,
    private readonly judging: JudgeSecondLook,
    private readonly measuring: MeasureQuality,
  ) {}

  @Post('second-looks')
  @Demands('quality.draw')
  @ApiOperation({ summary: '随机抽取一个旗县区的自动关联和人工决定，供他人复核' })
  @ApiCreatedResponse({ type: SecondLookView })
  @ApiConflictResponse({ description: 'nothing-to-draw' })
  async draw(@CurrentPrincipal() principal: Principal, @Body() { county, ...sizes }: DrawSecondLookBody): Promise<SecondLookView> {
    const { id } = await this.drawing.draw(principal, county, sizes);
    const drawn = (await this.shower.list(principal, county)).find((look) => look.id === id);
    if (!drawn) throw notFound('该抽查');
    return { ...drawn };
  }

  @Get('second-looks')
  @Demands('match.decide')
  @ApiOperation({ summary: '抽查及其进度，最近的在前' })
  @ApiOkResponse({ type: [SecondLookView] })
  async list(@CurrentPrincipal() principal: Principal, @Query() { county }: CountyOfQualityQuery): Promise<SecondLookView[]> {
    return this.shower.list(principal, county);
  }

  @Get('second-looks/:id/pairs')
  @Demands('match.decide')
  @ApiOperation({ summary: '本人尚可复核的条目，不显示原结论' })
  @ApiOkResponse({ type: [BlindPairView] })
  async pairs(@CurrentPrincipal() principal: Principal, @Param('id', ParseIntPipe) id: number): Promise<BlindPairView[]> {
    const pairs = await this.shower.pairs(principal, id, SHOWN_PAIRS);
    return pairs.map(({ itemId, enterprise, unit, insured, segments }) => ({
      itemId,
      enterprise: enterprise && enterpriseFacts(enterprise),
      unit: unit && unitFacts(unit, insured),
      segments: segments.map((segment) => ({ ...segment })),
    }));
  }

  @Post('second-looks/items/:id/judgements')
  @HttpCode(200)
  @Demands('match.decide')
  @ApiOperation({ summary: '复核一条；与原结论相反的退回重审' })
  @ApiOkResponse({ type: JudgedItemView })
  @ApiForbiddenResponse({ description: 'second-look-own-decision：本人的决定须由他人复核' })
  @ApiConflictResponse({ description: 'second-look-judged' })
  async judge(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Body() { verdict, note }: JudgeSecondLookBody,
  ): Promise<JudgedItemView> {
    const item = await this.judging.judge(principal, id, verdict, note ?? null);
    return { itemId: id, verdict, earlierStatus: item.earlierStatus, error: isError(item) };
  }

  @Get('quality')
  @Demands('data.read')
  @ApiOperation({ summary: '各旗县区的差错率及其置信区间' })
  @ApiOkResponse({ type: [CountyQualityView] })
  async quality(@CurrentPrincipal() principal: Principal, @Query() { county }: CountyOfQualityQuery): Promise<CountyQualityView[]> {
    const counties = await this.measuring.byCounty(principal, county);
    return counties.map(({ countyCode, automatic, decided, pending }) => ({
      countyCode,
      automatic: figureView(automatic),
      decided: figureView(decided),
      pending,
      sentence: qualitySentence(automatic),
    }));
  }
}

const figureView = ({ checked, errors, unsure, interval }: QualityFigure): QualityFigureView => ({
  checked,
  errors,
  unsure,
  rate: interval?.rate ?? null,
  low: interval?.low ?? null,
  high: interval?.high ?? null,
});
