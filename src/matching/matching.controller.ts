import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Demands, type Principal } from '../access/index.js';
import { ApiWorkbook, tableAttachment } from '../platform/http/table-attachment.js';
import { DecideLink, type UndoneLink } from './decide-link.js';
import { ExportLinks } from './export-links.js';
import { ListLinks, type LinkEntry } from './list-links.js';
import { DecideLinkBody, LinkQuery, LinksQuery, LinkStateView, LinkView, ManualLinkBody, UndoLinkBody } from './matching.dto.js';

const PAGE = 100;

@ApiTags('匹配')
@Controller('matching')
export class MatchingController {
  constructor(
    private readonly lister: ListLinks,
    private readonly exporter: ExportLinks,
    private readonly decider: DecideLink,
  ) {}

  @Get('links')
  @Demands('data.read')
  @ApiOperation({ summary: '列出匹配结果与待定候选' })
  @ApiOkResponse({ type: [LinkView] })
  async list(@CurrentPrincipal() principal: Principal, @Query() query: LinkQuery): Promise<LinkView[]> {
    return (await this.lister.list(principal, { ...query, limit: query.limit ?? PAGE })).map(linkView);
  }

  @Get('links.xlsx')
  @Demands('data.read')
  @ApiOperation({ summary: '导出匹配结果与全部候选（.xlsx）' })
  @ApiWorkbook()
  async exportLinks(@CurrentPrincipal() principal: Principal, @Query() query: LinksQuery): Promise<StreamableFile> {
    return tableAttachment(await this.exporter.run(principal, query));
  }

  @Post('links')
  @Demands('match.decide')
  @ApiOperation({ summary: '人工关联一家企业与一个参保单位' })
  @ApiCreatedResponse({ type: LinkStateView })
  async link(@CurrentPrincipal() principal: Principal, @Body() { enterpriseId, unitId, note }: ManualLinkBody): Promise<LinkStateView> {
    return stateView(await this.decider.link(principal, enterpriseId, unitId, note ?? null));
  }

  @Post('links/:id/decisions')
  @Demands('match.decide')
  @ApiOperation({ summary: '确认或驳回一条匹配' })
  @ApiCreatedResponse({ type: LinkStateView })
  async decide(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Body() body: DecideLinkBody,
  ): Promise<LinkStateView> {
    return stateView(await this.decider.decide(principal, id, body.verdict, body.version, body.note ?? null));
  }

  @Post('links/:id/undo')
  @HttpCode(200)
  @Demands('match.decide')
  @ApiOperation({ summary: '撤销对一条匹配的决定' })
  @ApiOkResponse({ type: LinkStateView })
  async undo(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Body() { version }: UndoLinkBody,
  ): Promise<LinkStateView> {
    return stateView(await this.decider.undo(principal, id, version));
  }
}

const stateView = ({ id, status, version }: UndoneLink): LinkStateView => ({ id, status, version });

function linkView({ link, enterprise, unit }: LinkEntry): LinkView {
  const { evidence, ...rest } = link;
  return {
    ...rest,
    evidence: evidence.map((entry) => ({ ...entry })),
    enterpriseName: enterprise.name,
    unitNo: unit.unitNo,
    unitName: unit.name,
  };
}
