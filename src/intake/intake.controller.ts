import { rm } from 'node:fs/promises';
import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query, UploadedFile, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Demands, type Principal } from '../access/index.js';
import { parseMonth, Problem, type Month } from '../kernel/index.js';
import { safeFileName } from '../platform/files/file-name.js';
import { TemporaryFiles } from '../platform/files/temporary-files.js';
import { PageQuery, pageOf } from '../platform/http/page-query.js';
import type { ApplyTerms } from './apply-batch.js';
import { Batches } from './batches.js';
import type { ImportBatch } from './domain/index.js';
import { accepted } from './import-workbook.js';
import type { KeptIssue } from './intake.store.js';
import {
  ApplyBody,
  BatchView,
  IssueGroupView,
  IssueQuery,
  IssueView,
  RowErrorView,
  SourceRowQuery,
  SourceRowView,
  UploadBody,
  UploadForm,
} from './intake.dto.js';
import { RequestApply } from './request-apply.js';
import { RequestCheck } from './request-check.js';
import { UploadWorkbook } from './upload-workbook.js';
import { WatchBatch } from './watch-batch.js';

const SHOWN_ISSUES = 200;
/** How long a request waits for a step before it answers that it is going on. */
const WAIT_MS = 15_000;

interface Upload {
  readonly path: string;
  readonly originalname: string;
}

@ApiTags('数据导入')
@Controller('imports')
export class IntakeController {
  constructor(
    private readonly uploads: UploadWorkbook,
    private readonly checks: RequestCheck,
    private readonly applies: RequestApply,
    private readonly watch: WatchBatch,
    private readonly batches: Batches,
    private readonly temporary: TemporaryFiles,
  ) {}

  @Post()
  @Demands('data.import')
  @UseInterceptors(FileInterceptor('file'))
  @ApiOperation({ summary: '上传一个表格：校验并与已有数据比对；step=apply 时同时生效。大文件返回 checking，请随后查询' })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: UploadForm })
  @ApiCreatedResponse({ type: BatchView })
  async upload(
    @CurrentPrincipal() principal: Principal,
    @UploadedFile() upload: Upload | undefined,
    @Body() body: UploadBody,
  ): Promise<BatchView> {
    if (!upload) throw new Problem('invalid', 'file-missing', '没有收到文件，请选择要上传的表格。');
    try {
      // Browsers send the name as UTF-8 bytes, which multer reads as Latin-1.
      const fileName = safeFileName(Buffer.from(upload.originalname, 'latin1').toString('utf8'));
      const request = { kind: body.kind, county: body.county, asOf: monthOf(body.asOf), file: this.temporary.at(upload.path), fileName };
      const { id } = await this.uploads.run(principal, request, (batch) => this.checks.afterUpload(batch));
      const checked = accepted(await this.watch.settled(principal, id, WAIT_MS));
      return await this.view(principal, body.step === 'apply' ? await this.applyUnseen(principal, checked, body) : checked);
    } finally {
      await rm(upload.path, { force: true });
    }
  }

  @Post(':id/apply')
  @HttpCode(200)
  @Demands('data.import')
  @ApiOperation({ summary: '使一个已校验的批次生效。较大的批次返回 applying，请随后查询进度' })
  @ApiOkResponse({ type: BatchView })
  async apply(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Body() { version, confirmLargeChange = false }: ApplyBody,
  ): Promise<BatchView> {
    const terms = { otherPlan: 'refuse', largeChange: confirmLargeChange ? 'accept' : 'refuse' } as const;
    return this.view(principal, await this.applied(principal, await this.applies.run(principal, id, version, terms)));
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Demands('data.import')
  @ApiOperation({ summary: '放弃一个尚未生效的批次' })
  @ApiOkResponse({ type: BatchView })
  async cancel(@CurrentPrincipal() principal: Principal, @Param('id', ParseIntPipe) id: number): Promise<BatchView> {
    return this.view(principal, await this.checks.cancel(principal, id));
  }

  @Get()
  @Demands('data.read')
  @ApiOperation({ summary: '导入历史，从新到旧' })
  @ApiOkResponse({ type: [BatchView] })
  async list(@CurrentPrincipal() principal: Principal, @Query() query: PageQuery): Promise<BatchView[]> {
    const batches = await this.batches.list(principal, pageOf(query));
    return batches.map((batch) => batchView(batch, []));
  }

  @Get(':id')
  @Demands('data.read')
  @ApiOperation({ summary: '一个批次及其错误' })
  @ApiOkResponse({ type: BatchView })
  async find(@CurrentPrincipal() principal: Principal, @Param('id', ParseIntPipe) id: number): Promise<BatchView> {
    return this.view(principal, await this.batches.find(principal, id));
  }

  @Get(':id/issues')
  @Demands('data.read')
  @ApiOperation({ summary: '批次的错误与提示' })
  @ApiOkResponse({ type: [IssueView] })
  issues(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Query() query: IssueQuery,
  ): Promise<IssueView[]> {
    return this.batches.issues(principal, id, { ...query, limit: query.limit ?? SHOWN_ISSUES });
  }

  @Get(':id/issue-groups')
  @Demands('data.read')
  @ApiOperation({ summary: '错误与提示按原因归类' })
  @ApiOkResponse({ type: [IssueGroupView] })
  issueGroups(@CurrentPrincipal() principal: Principal, @Param('id', ParseIntPipe) id: number): Promise<IssueGroupView[]> {
    return this.batches.issueGroups(principal, id);
  }

  @Get(':id/rows')
  @Demands('data.read')
  @ApiOperation({ summary: '一行的原样内容（数据溯源）' })
  @ApiOkResponse({ type: SourceRowView })
  async row(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Query() query: SourceRowQuery,
  ): Promise<SourceRowView> {
    const found = await this.batches.sourceRow(principal, id, query.sheet, query.row);
    return { ...found, raw: { ...found.raw } };
  }

  /** Nobody has seen a plan: whatever it is, it is applied, unless it is so large that somebody should look at it first. */
  private async applyUnseen(principal: Principal, checked: ImportBatch, { confirmLargeChange }: UploadBody): Promise<ImportBatch> {
    const confirmed = confirmLargeChange === 'true';
    if (checked.state !== 'planned' || (checked.alarms.length > 0 && !confirmed)) return checked;
    const terms: ApplyTerms = { otherPlan: 'accept', largeChange: confirmed ? 'accept' : 'refuse' };
    return this.applied(principal, await this.applies.run(principal, checked.id, checked.version, terms));
  }

  /** Waits for the job that applies. What kept it from doing so is the answer. */
  private async applied(principal: Principal, { id }: ImportBatch): Promise<ImportBatch> {
    const batch = await this.watch.settled(principal, id, WAIT_MS);
    if (!batch.notice) return batch;
    const { code, message } = batch.notice;
    throw new Problem('conflict', code, message, { current: { version: batch.version, state: batch.state } });
  }

  private async view(principal: Principal, batch: ImportBatch): Promise<BatchView> {
    return batchView(batch, await this.batches.issues(principal, batch.id, { limit: SHOWN_ISSUES }));
  }
}

function monthOf(text: string | undefined): Month | undefined {
  if (text === undefined || text === '') return undefined;
  const month = parseMonth(text);
  if (!month.ok) throw new Problem('invalid', 'month-invalid', month.error);
  return month.value;
}

function batchView(
  {
    counts,
    alarms,
    countyCode: _county,
    regionCode: _region,
    countyCodes,
    sheets: _sheets,
    rejection,
    planHash: _hash,
    checkedAt: _at,
    correctionFile,
    ...batch
  }: ImportBatch,
  issues: readonly KeptIssue[],
): BatchView {
  const ofSeverity = (wanted: string): RowErrorView[] =>
    issues.filter(({ severity }) => severity === wanted).map(({ id: _id, severity: _severity, ...issue }) => issue);
  return {
    ...batch,
    ...counts,
    correctionFile: correctionFile && { ...correctionFile, missingRows: [...correctionFile.missingRows] },
    largeChange: alarms.length > 0,
    alarms: [...alarms],
    countyCodes: [...countyCodes],
    errors: ofSeverity('error'),
    warnings: ofSeverity('warning'),
    rejection: rejection && { code: rejection.code, message: rejection.message },
  };
}
