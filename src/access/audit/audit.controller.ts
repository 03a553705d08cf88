import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { addDays, notFound, startOfShanghaiDay } from '../../kernel/index.js';
import { dayAsked } from '../../platform/http/day.js';
import { pageOf } from '../../platform/http/page-query.js';
import { ApiWorkbook, tableAttachment } from '../../platform/http/table-attachment.js';
import { CurrentPrincipal, Demands } from '../decorators.js';
import type { Principal } from '../domain/index.js';
import { AuditEntryView, AuditExportQuery, AuditHeadView, AuditQuery } from './audit.dto.js';
import type { AuditFilter } from './audit.store.js';
import { AUDIT_ACTIONS, type AuditRecord } from './domain/index.js';
import { ExportAudit } from './export-audit.js';
import { ReadAudit } from './read-audit.js';

@ApiTags('审计')
@Controller('audit')
export class AuditController {
  constructor(
    private readonly read: ReadAudit,
    private readonly exporter: ExportAudit,
  ) {}

  @Get('entries')
  @Demands('audit.read')
  @ApiOperation({ summary: '本市审计记录，从新到旧' })
  @ApiOkResponse({ type: [AuditEntryView] })
  async entries(@CurrentPrincipal() principal: Principal, @Query() query: AuditQuery): Promise<AuditEntryView[]> {
    const { beforeId: beforeSeq, limit } = pageOf(query);
    return (await this.read.page(principal, filterOf(query), { beforeSeq, limit })).map(entryView);
  }

  @Get('entries/export')
  @Demands('audit.read')
  @ApiOperation({ summary: '导出本市审计记录（.xlsx 或 .csv）' })
  @ApiWorkbook()
  async export(@CurrentPrincipal() principal: Principal, @Query() query: AuditExportQuery): Promise<StreamableFile> {
    return tableAttachment(await this.exporter.run(principal, filterOf(query), query.format ?? 'xlsx'));
  }

  @Get('head')
  @Demands('audit.read')
  @ApiOperation({ summary: '链头：最后一条的编号与校验码，供另行保存' })
  @ApiOkResponse({ type: AuditHeadView })
  async head(@CurrentPrincipal() principal: Principal): Promise<AuditHeadView> {
    const head = await this.read.head(principal);
    if (!head) throw notFound('审计链头');
    return { ...head };
  }
}

const filterOf = ({ from, to, userId, county, action, outcome, subject, subjectId }: AuditQuery): AuditFilter => ({
  since: from === undefined ? undefined : startOfShanghaiDay(dayAsked(from)),
  until: to === undefined ? undefined : startOfShanghaiDay(addDays(dayAsked(to), 1)),
  userId,
  county,
  action,
  outcome,
  subjectKind: subject,
  subjectId,
});

function entryView({ seq, subjectKind, before, after, keyId: _keyId, regionCode: _regionCode, ...record }: AuditRecord): AuditEntryView {
  return {
    ...record,
    id: seq,
    actionName: AUDIT_ACTIONS[record.action],
    subject: subjectKind,
    before: parsed(before),
    after: parsed(after),
  };
}

const parsed = (text: string | null): object | null => (text === null ? null : (JSON.parse(text) as object));
