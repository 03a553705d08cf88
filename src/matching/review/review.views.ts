import { ApiProperty } from '@nestjs/swagger';
import { EVIDENCE_FIELDS } from '../domain/index.js';

const KINDS = ['same', 'different', 'none', 'unsure', 'manual', 'again', 'bulk', 'second-look', 'undo'];
const STATUSES = ['auto', 'review', 'confirmed', 'rejected'];

export class StateCountsView {
  @ApiProperty() open: number;
  @ApiProperty() unsure: number;
  @ApiProperty({ name: 'decided-before' }) 'decided-before': number;
  @ApiProperty() decided: number;
}

export class CodeCountView {
  @ApiProperty() code: string;
  @ApiProperty() count: number;
}

export class BandCountView {
  @ApiProperty() minScore: number;
  @ApiProperty() maxScore: number;
  @ApiProperty() count: number;
}

export class FieldCountView {
  @ApiProperty({ enum: EVIDENCE_FIELDS }) field: string;
  @ApiProperty() count: number;
}

export class QueueCountsView {
  @ApiProperty({ type: StateCountsView }) states: StateCountsView;
  @ApiProperty({ description: '尚待决定的企业（待审核、拿不准、以前决定过）；以下各项按此统计' }) waiting: number;
  @ApiProperty({ type: [CodeCountView] }) counties: CodeCountView[];
  @ApiProperty({ type: [BandCountView] }) bands: BandCountView[];
  @ApiProperty({ type: [FieldCountView] }) differs: FieldCountView[];
  @ApiProperty({ type: [CodeCountView] }) industries: CodeCountView[];
}

export class ActChangeView {
  @ApiProperty() enterpriseId: number;
  @ApiProperty({ type: Number, nullable: true, description: '空：针对整个企业' }) unitId: number | null;
  @ApiProperty({ type: String, nullable: true }) unitNo: string | null;
  @ApiProperty({ type: String, nullable: true }) unitName: string | null;
  @ApiProperty({ type: String, nullable: true, enum: STATUSES, description: '空：原来没有关联' }) from: string | null;
  @ApiProperty({ type: String, nullable: true, enum: STATUSES, description: '空：不再是候选' }) to: string | null;
}

export class ActView {
  @ApiProperty() id: number;
  @ApiProperty({ enum: KINDS }) kind: string;
  @ApiProperty({ description: '做了什么' }) words: string;
  @ApiProperty() by: string;
  @ApiProperty() at: Date;
  @ApiProperty({ type: String, nullable: true }) note: string | null;
  @ApiProperty({ description: '已被撤销' }) undone: boolean;
  @ApiProperty({ type: [ActChangeView] }) changes: ActChangeView[];
}

export class UndoneActView {
  @ApiProperty({ type: [ActChangeView], description: '已恢复原状' }) restored: ActChangeView[];
  @ApiProperty({ type: [ActChangeView], description: '此后另行决定过，未动' }) kept: ActChangeView[];
}

export class RivalledLinkView {
  @ApiProperty() linkId: number;
  @ApiProperty() enterpriseId: number;
  @ApiProperty() countyCode: string;
  @ApiProperty() unitId: number;
  @ApiProperty({ description: '由该关联记住的名称' }) name: string;
  @ApiProperty({ type: String, nullable: true }) decidedBy: string | null;
  @ApiProperty({ type: Date, nullable: true }) decidedAt: Date | null;
  @ApiProperty({ description: '此后新出现的同名企业数' }) enterprises: number;
  @ApiProperty({ type: [Number], description: '同名的其他待定参保单位' }) unitIds: number[];
}

export class SampledPairView {
  @ApiProperty() enterpriseId: number;
  @ApiProperty() unitId: number;
  @ApiProperty({ type: String, nullable: true, enum: ['same', 'different', 'unsure'], description: '逐条决定的结果；空为尚未决定' })
  answer: string | null;
}

export class BulkMemberView {
  @ApiProperty() enterpriseId: number;
  @ApiProperty() enterpriseName: string;
  @ApiProperty() unitId: number;
  @ApiProperty() unitName: string;
  @ApiProperty() score: number;
}

export class BulkSampleView {
  @ApiProperty() id: number;
  @ApiProperty({ type: [String] }) counties: string[];
  @ApiProperty({ description: '筛选范围的指纹' }) fingerprint: string;
  @ApiProperty({ description: '匹配规则版本' }) ruleset: string;
  @ApiProperty({ description: '随机种子' }) seed: number;
  @ApiProperty() drawnBy: string;
  @ApiProperty() drawnAt: Date;
  @ApiProperty({ type: Number, nullable: true, description: '据此批量确认的操作' }) acceptedByActId: number | null;
  @ApiProperty({ type: [SampledPairView] }) pairs: SampledPairView[];
  @ApiProperty({ type: [BulkMemberView], description: '抽样通过后可批量确认的' }) members: BulkMemberView[];
  @ApiProperty({ description: '须逐条核对、不能批量确认的企业数' }) leftOut: number;
}

export class BulkAcceptanceView {
  @ApiProperty({ description: '操作编号，可据此整批撤销' }) actId: number;
  @ApiProperty({ type: [BulkMemberView], description: '已确认的' }) members: BulkMemberView[];
  @ApiProperty({ description: '须逐条核对、未动的企业数' }) leftOut: number;
}
