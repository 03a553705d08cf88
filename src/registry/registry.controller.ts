import { Body, Controller, Delete, Get, HttpCode, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Demands, type Principal } from '../access/index.js';
import { dayAsked } from '../platform/http/day.js';
import { DecideScope, type ScopeProposalEntry } from './decide-scope.js';
import { PROPOSAL_NAMES } from './domain/index.js';
import { CountyQuery, DecideScopeBody, ProofBody, ScopeDecisionView, ScopeProposalView } from './registry.dto.js';
import type { RecordedDecision } from './registry.store.js';

@ApiTags('企业底数')
@Controller('registry')
export class RegistryController {
  constructor(private readonly scope: DecideScope) {}

  @Get('scope-proposals')
  @Demands('data.read')
  @ApiOperation({ summary: '列出备注提出的退出统计范围建议' })
  @ApiOkResponse({ type: [ScopeProposalView] })
  async proposals(@CurrentPrincipal() principal: Principal, @Query() { county }: CountyQuery): Promise<ScopeProposalView[]> {
    return (await this.scope.list(principal, county)).map(proposalView);
  }

  @Post('enterprises/:id/scope-decisions')
  @Demands('scope.decide')
  @ApiOperation({ summary: '确认或驳回一家企业的退出建议' })
  @ApiCreatedResponse({ type: ScopeDecisionView })
  async decide(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ParseIntPipe) id: number,
    @Body() body: DecideScopeBody,
  ): Promise<ScopeDecisionView> {
    return decisionView(await this.scope.decide(principal, id, body.verdict, body.reason));
  }

  @Delete('scope-decisions/:id')
  @Demands('scope.decide')
  @HttpCode(204)
  @ApiOperation({ summary: '撤销认定' })
  @ApiNoContentResponse()
  async undo(@CurrentPrincipal() principal: Principal, @Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.scope.undo(principal, id);
  }

  @Post('enterprises/:id/insurance-proofs')
  @Demands('scope.decide')
  @HttpCode(204)
  @ApiOperation({ summary: '登记异地参保凭证' })
  @ApiNoContentResponse()
  async proof(@CurrentPrincipal() principal: Principal, @Param('id', ParseIntPipe) id: number, @Body() body: ProofBody): Promise<void> {
    const { insuredCount, document } = body;
    const validTo = body.validTo === undefined ? null : dayAsked(body.validTo);
    await this.scope.recordProof(principal, id, { insuredCount, document, validFrom: dayAsked(body.validFrom), validTo });
  }
}

const decisionView = ({ id, verdict, reason, decidedBy, decidedAt }: RecordedDecision): ScopeDecisionView => ({
  id,
  verdict,
  reason,
  decidedBy,
  decidedAt,
});

const proposalView = ({ line, proposal, decision }: ScopeProposalEntry): ScopeProposalView => ({
  enterpriseId: line.enterpriseId,
  countyCode: line.countyCode,
  name: line.name,
  remark: line.remark,
  headcount: line.headcount,
  proposal,
  proposalName: PROPOSAL_NAMES[proposal],
  source: line.source,
  decision: decision && decisionView(decision),
});
