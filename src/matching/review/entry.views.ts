import { ApiProperty } from '@nestjs/swagger';
import { LineSourceView } from '../../registry/index.js';
import { EVIDENCE_FIELDS } from '../domain/index.js';
import { EvidenceView } from '../matching.dto.js';
import { ENTRY_STATES } from './domain/index.js';

export class NameSegmentView {
  @ApiProperty({ enum: ['equal', 'left', 'right'], description: '相同，仅登记名称有，仅参保名称有' }) kind: string;
  @ApiProperty({ description: '登记名称中的原文' }) left: string;
  @ApiProperty({ description: '参保名称中的原文' }) right: string;
}

export class EnterpriseFactsView {
  @ApiProperty() enterpriseId: number;
  @ApiProperty() countyCode: string;
  @ApiProperty() name: string;
  @ApiProperty({ type: [String], description: '原名、别名' }) aliases: string[];
  @ApiProperty({ type: String, nullable: true }) creditCode: string | null;
  @ApiProperty({ type: String, nullable: true }) industryCode: string | null;
  @ApiProperty({ description: '所属行业原文' }) industryText: string;
  @ApiProperty() address: string;
  @ApiProperty({ type: Number, nullable: true, description: '职工人数' }) headcount: number | null;
  @ApiProperty({ description: '企业联系人' }) contact: string;
  @ApiProperty({ description: '联系电话' }) phones: string;
  @ApiProperty() remark: string;
  @ApiProperty({ type: String, nullable: true, description: '名册月份' }) handoverMonth: string | null;
  @ApiProperty({ type: LineSourceView, nullable: true, description: '名册行的出处' }) source: LineSourceView | null;
}

export class UnitFactsView {
  @ApiProperty() unitId: number;
  @ApiProperty() unitNo: string;
  @ApiProperty() name: string;
  @ApiProperty({ type: String, nullable: true }) creditCode: string | null;
  @ApiProperty({ type: String, nullable: true, description: '参保区划' }) countyCode: string | null;
  @ApiProperty({ type: Number, nullable: true, description: '现参保人数' }) insuredCount: number | null;
  @ApiProperty({ type: String, nullable: true, description: '参保数据月份' }) month: string | null;
  @ApiProperty({ type: LineSourceView, nullable: true, description: '参保行的出处' }) source: LineSourceView | null;
}

export class EarlierDecisionView {
  @ApiProperty({ enum: ['confirmed', 'rejected'] }) verdict: string;
  @ApiProperty() by: string;
  @ApiProperty() at: Date;
  @ApiProperty({ type: String, nullable: true }) note: string | null;
  @ApiProperty({ description: '双方名称和代码都没有变化，可一键沿用' }) unchanged: boolean;
}

export class CandidateView {
  @ApiProperty() linkId: number;
  @ApiProperty({ enum: ['auto', 'review', 'confirmed', 'rejected'] }) status: string;
  @ApiProperty({ enum: ['A', 'B', 'C', 'M'] }) tier: string;
  @ApiProperty({ enum: ['same', 'branch', 'project', 'predecessor'] }) relation: string;
  @ApiProperty({ minimum: 0, maximum: 1 }) score: number;
  @ApiProperty() reason: string;
  @ApiProperty({ type: [EvidenceView] }) evidence: EvidenceView[];
  @ApiProperty({ type: [NameSegmentView] }) segments: NameSegmentView[];
  @ApiProperty({ type: UnitFactsView }) unit: UnitFactsView;
  @ApiProperty({ description: '另有企业已关联或也有该候选' }) contested: boolean;
  @ApiProperty({ type: EarlierDecisionView, nullable: true }) earlier: EarlierDecisionView | null;
  @ApiProperty({ type: String, nullable: true }) decidedBy: string | null;
  @ApiProperty({ type: Date, nullable: true }) decidedAt: Date | null;
  @ApiProperty({ type: String, nullable: true }) note: string | null;
}

export class EntryHeadView {
  @ApiProperty() enterpriseId: number;
  @ApiProperty() countyCode: string;
  @ApiProperty() name: string;
  @ApiProperty({ type: String, nullable: true }) industryCode: string | null;
  @ApiProperty({ enum: ENTRY_STATES }) state: string;
  @ApiProperty() version: string;
  @ApiProperty({ description: '待定候选数' }) openCandidates: number;
  @ApiProperty({ type: Number, nullable: true, description: '最佳候选的分数' }) bestScore: number | null;
  @ApiProperty({ enum: EVIDENCE_FIELDS, isArray: true, description: '最佳候选不一致的项目' }) differs: string[];
}

export class EntryView {
  @ApiProperty({ type: EnterpriseFactsView }) enterprise: EnterpriseFactsView;
  @ApiProperty({ enum: ENTRY_STATES }) state: string;
  @ApiProperty() version: string;
  @ApiProperty({ description: '有可撤销的决定' }) canUndo: boolean;
  @ApiProperty({ type: [CandidateView], description: '待定候选在前（最多九个，按名次），其后为已关联或已决定的' })
  candidates: CandidateView[];
}

export class QueuePageView {
  @ApiProperty({ type: [EntryHeadView] }) entries: EntryHeadView[];
  @ApiProperty({ type: Number, nullable: true, description: '下一页的 after；没有更多为空' }) next: number | null;
}

export class NextEntryView {
  @ApiProperty({ type: EntryView, nullable: true, description: '没有更多为空' }) entry: EntryView | null;
}
