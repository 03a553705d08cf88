import { Body, Controller, Get, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Demands, type Principal } from '../access/index.js';
import { judgeOverrides } from './domain/index.js';
import { ReadSubmissions } from './read-submissions.js';
import { changedCellView, fileView, formViews, overrideView, receiptView, rowView } from './report-views.js';
import { DifferenceView, ReceiptView, ReceiptWithFilesView, SubmissionBody, SubmissionView, VersionsQuery } from './submission.dto.js';
import { SubmitReport } from './submit-report.js';

@ApiTags('报送')
@Controller('reports/:id/submissions')
export class SubmissionController {
  constructor(
    private readonly submitter: SubmitReport,
    private readonly submissions: ReadSubmissions,
  ) {}

  @Post()
  @Demands('report.submit')
  @ApiOperation({ summary: '提交报表，得到回执' })
  @ApiCreatedResponse({ type: ReceiptView })
  async submit(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Body() { version, draftHash, acknowledged }: SubmissionBody,
  ): Promise<ReceiptView> {
    return receiptView(await this.submitter.run(principal, id, { version, draftHash, acknowledged: acknowledged ?? false }));
  }

  @Get()
  @Demands('report.read')
  @ApiOperation({ summary: '历次提交的回执' })
  @ApiOkResponse({ type: [ReceiptWithFilesView] })
  async receipts(@CurrentPrincipal() principal: Principal, @Param('id', ParseIntPipe) id: number): Promise<ReceiptWithFilesView[]> {
    const receipts = await this.submissions.receipts(principal, id);
    return receipts.map(({ files, ...receipt }) => ({ ...receiptView(receipt), files: files.map(fileView) }));
  }

  @Get('difference')
  @Demands('report.read')
  @ApiOperation({ summary: '两次提交之间的差异' })
  @ApiOkResponse({ type: DifferenceView })
  async difference(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Query() { from, to }: VersionsQuery,
  ): Promise<DifferenceView> {
    const { changed, added, removed } = await this.submissions.difference(principal, id, from, to);
    const rows = (list: typeof added): DifferenceView['added'] => list.map(({ form, row }) => ({ form, row: rowView(form, row) }));
    return { changed: changed.map(changedCellView), added: rows(added), removed: rows(removed) };
  }

  @Get(':number')
  @Demands('report.read')
  @ApiOperation({ summary: '一次提交的内容（读取时核对校验值）' })
  @ApiOkResponse({ type: SubmissionView })
  async one(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Param('number', ParseIntPipe) number: number,
  ): Promise<SubmissionView> {
    const { receipt, content } = await this.submissions.content(principal, id, number);
    const { forms, overrides, findings } = content;
    return {
      receipt: receiptView(receipt),
      forms: formViews(forms),
      // In a frozen report the system's value is the one of then: nothing can have changed since.
      overrides: judgeOverrides(overrides, {}).map((one) => overrideView({ ...one, systemNow: one.systemValue, rowGone: false }, forms)),
      findings: findings.map((finding) => ({ ...finding })),
    };
  }
}
