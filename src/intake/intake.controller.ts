import { rm } from 'node:fs/promises';
import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query, UploadedFile, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Demands, type Principal } from '../access/index.js';
import { parseMonth, Problem, type Month } from '../kernel/index.js';
import { Batches } from './batches.js';
import type { ImportBatch } from './domain/index.js';
import { ImportWorkbook } from './import-workbook.js';
import { ApplyBody, BatchQuery, BatchView, SourceRowQuery, SourceRowView, UploadBody, UploadForm } from './intake.dto.js';

const PAGE = 50;

interface Upload {
  readonly path: string;
  readonly originalname: string;
}

@ApiTags('数据导入')
@Controller('imports')
export class IntakeController {
  constructor(
    private readonly imports: ImportWorkbook,
    private readonly batches: Batches,
  ) {}

  @Post()
  @Demands('data.import')
  @UseInterceptors(FileInterceptor('file'))
  @ApiOperation({ summary: '上传一个表格：校验并与已有数据比对；step=apply 时同时生效' })
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
      const { kind, county, step } = body;
      // Browsers send the name as UTF-8 bytes, which multer reads as Latin-1.
      const fileName = Buffer.from(upload.originalname, 'latin1').toString('utf8');
      const request = { kind, county, asOf: monthOf(body.asOf), file: upload.path, fileName };
      return batchView(await (step === 'apply' ? this.imports.run(principal, request) : this.imports.plan(principal, request)));
    } finally {
      await rm(upload.path, { force: true });
    }
  }

  @Post(':id/apply')
  @HttpCode(200)
  @Demands('data.import')
  @ApiOperation({ summary: '使一个已校验的批次生效' })
  @ApiOkResponse({ type: BatchView })
  async apply(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Body() { version }: ApplyBody,
  ): Promise<BatchView> {
    return batchView(await this.batches.apply(principal, id, version));
  }

  @Get()
  @Demands('data.read')
  @ApiOperation({ summary: '导入历史，从新到旧' })
  @ApiOkResponse({ type: [BatchView] })
  async list(@CurrentPrincipal() principal: Principal, @Query() { beforeId, limit }: BatchQuery): Promise<BatchView[]> {
    return (await this.batches.list(principal, { beforeId, limit: limit ?? PAGE })).map(batchView);
  }

  @Get(':id')
  @Demands('data.read')
  @ApiOperation({ summary: '一个批次及其错误' })
  @ApiOkResponse({ type: BatchView })
  async find(@CurrentPrincipal() principal: Principal, @Param('id', ParseIntPipe) id: number): Promise<BatchView> {
    return batchView(await this.batches.find(principal, id));
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
}

function monthOf(text: string | undefined): Month | undefined {
  if (text === undefined || text === '') return undefined;
  const month = parseMonth(text);
  if (!month.ok) throw new Problem('invalid', 'month-invalid', month.error);
  return month.value;
}

function batchView({ counts, countyCode: _county, purpose: _purpose, countyCodes, errors, warnings, ...batch }: ImportBatch): BatchView {
  return { ...batch, ...counts, countyCodes: [...countyCodes], errors: [...errors], warnings: [...warnings] };
}
