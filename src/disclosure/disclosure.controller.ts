import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CurrentPrincipal, Demands, type Principal } from '../access/index.js';
import { Problem } from '../kernel/index.js';
import { TemporaryFiles } from '../platform/files/temporary-files.js';
import { OCTETS } from '../platform/http/attachment.js';
import { madeAttachmentOf } from '../platform/http/made-attachment.js';
import { answerInTheClear } from '../platform/http/mask-answers.js';
import { PageQuery, pageOf } from '../platform/http/page-query.js';
import { DeliverExport } from './deliver-export.js';
import {
  ExportDecisionBody,
  ExportRejectionBody,
  ExportRequestBody,
  ExportRequestView,
  RevealBody,
  RevealedPersonView,
} from './disclosure.dto.js';
import { DOWNLOADS_PER_APPROVAL, expiresAt, EXPORT_KIND_NAMES, type ExportRequest } from './domain/index.js';
import { ExportRequests } from './export-requests.js';
import { RevealPerson, type PersonSubject } from './reveal-person.js';

/** The only ways by which personal data leave in the clear. */
@ApiTags('个人信息')
@Controller('personal-data')
export class DisclosureController {
  constructor(
    private readonly revealing: RevealPerson,
    private readonly requests: ExportRequests,
    private readonly delivery: DeliverExport,
    private readonly temporary: TemporaryFiles,
  ) {}

  @Post('reveals')
  @HttpCode(200)
  @Demands('personal-data.reveal')
  @ApiOperation({ summary: '查看一个人的姓名和身份证号码明文（须写明理由，逐条审计）' })
  @ApiOkResponse({ type: RevealedPersonView })
  async reveal(
    @CurrentPrincipal() principal: Principal,
    @Body() body: RevealBody,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RevealedPersonView> {
    const { name, idNumber } = await this.revealing.run(principal, subjectOf(body), body.reason);
    answerInTheClear(response);
    return { name, idNumber };
  }

  @Get('exports')
  @Demands('personal-data.export')
  @ApiOperation({ summary: '导出申请，从新到旧' })
  @ApiOkResponse({ type: [ExportRequestView] })
  async list(@CurrentPrincipal() principal: Principal, @Query() query: PageQuery): Promise<ExportRequestView[]> {
    return (await this.requests.list(principal, pageOf(query))).map((request) => viewOf(request, principal));
  }

  @Post('exports')
  @Demands('personal-data.export')
  @ApiOperation({ summary: '申请导出一份含个人信息的明文文件（须写明理由，由另一人审批）' })
  @ApiCreatedResponse({ type: ExportRequestView })
  async ask(@CurrentPrincipal() principal: Principal, @Body() { kind, subject, reason }: ExportRequestBody): Promise<ExportRequestView> {
    return viewOf(await this.requests.ask(principal, kind, subject, reason), principal);
  }

  @Get('exports/:id')
  @Demands('personal-data.export')
  @ApiOperation({ summary: '一份导出申请' })
  @ApiOkResponse({ type: ExportRequestView })
  async one(@CurrentPrincipal() principal: Principal, @Param('id', ParseIntPipe) id: number): Promise<ExportRequestView> {
    return viewOf(await this.requests.find(principal, id), principal);
  }

  @Post('exports/:id/approval')
  @HttpCode(200)
  @Demands('personal-data.approve')
  @ApiOperation({ summary: '批准导出（不能批准自己的申请）' })
  @ApiOkResponse({ type: ExportRequestView })
  async approve(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Body() { version }: ExportDecisionBody,
  ): Promise<ExportRequestView> {
    return viewOf(await this.requests.approve(principal, id, version), principal);
  }

  @Post('exports/:id/rejection')
  @HttpCode(200)
  @Demands('personal-data.approve')
  @ApiOperation({ summary: '驳回导出（须写明理由）' })
  @ApiOkResponse({ type: ExportRequestView })
  async reject(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Body() { version, reason }: ExportRejectionBody,
  ): Promise<ExportRequestView> {
    return viewOf(await this.requests.reject(principal, id, version, reason), principal);
  }

  @Post('exports/:id/downloads')
  @HttpCode(200)
  @Demands('personal-data.export')
  @ApiOperation({ summary: '下载已批准的明文文件（限申请人，限时限次，带水印，逐次审计）' })
  @ApiProduces(OCTETS)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  download(@CurrentPrincipal() principal: Principal, @Param('id', ParseIntPipe) id: number): Promise<StreamableFile> {
    return madeAttachmentOf(this.temporary, (folder) => this.delivery.approved(principal, id, folder));
  }
}

function subjectOf({ caseId, batchId, sheet, row }: RevealBody): PersonSubject {
  if (caseId !== undefined) return { caseId };
  if (batchId !== undefined && sheet !== undefined && row !== undefined) return { batchId, sheet, row };
  throw new Problem('invalid', 'reveal-subject-missing', '请指明要查看的病例，或批次、工作表和行号。');
}

function viewOf(request: ExportRequest, { userId }: Principal): ExportRequestView {
  const { regionCode: _region, requestedById, ...shown } = request;
  return {
    ...shown,
    kindName: EXPORT_KIND_NAMES[request.kind],
    expiresAt: request.state === 'approved' ? expiresAt(request) : null,
    maxDownloads: DOWNLOADS_PER_APPROVAL,
    own: requestedById === userId,
  };
}
