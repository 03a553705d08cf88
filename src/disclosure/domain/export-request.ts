import { Problem } from '../../kernel/index.js';

/** What holds personal data and can be taken away in the clear. */
export const EXPORT_KINDS = ['report-file', 'city-form', 'city-bundle', 'original', 'error-workbook'] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];

export const EXPORT_KIND_NAMES: Readonly<Record<ExportKind, string>> = {
  'report-file': '旗县区报表',
  'city-form': '全市汇总表',
  'city-bundle': '报表归档包',
  original: '导入的原始文件',
  'error-workbook': '错误标注表',
};

export type ExportState = 'requested' | 'approved' | 'rejected';

/** For how long an approval holds, and for how many downloads. */
export const APPROVED_FOR_HOURS = 24;
export const DOWNLOADS_PER_APPROVAL = 3;
/** What nobody has decided by then cannot be decided any more. */
export const OPEN_FOR_HOURS = 7 * 24;
const HOUR_MS = 3_600_000;

/** Somebody's wish to take a file with personal data away in the clear, and what became of it. */
export interface ExportRequest {
  readonly id: number;
  readonly kind: ExportKind;
  /** Which one, in the words of its source, such as `12/34`. */
  readonly subject: string;
  /** What it is called; without personal data. */
  readonly title: string;
  /** The banner-county whose people are in it; null: several. */
  readonly countyCode: string | null;
  /** The region of who asked. */
  readonly regionCode: string;
  readonly reason: string;
  readonly state: ExportState;
  readonly requestedById: number;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly decisionReason: string | null;
  readonly downloads: number;
  readonly version: number;
}

export const expiresAt = ({ decidedAt }: Pick<ExportRequest, 'decidedAt'>): Date | null =>
  decidedAt && new Date(decidedAt.getTime() + APPROVED_FOR_HOURS * HOUR_MS);

/** Throws Problem `export-own-request` or `export-decided`. */
export function refuseDecision(request: ExportRequest, userId: number | null, now: Date): void {
  if (request.requestedById === userId)
    throw new Problem('forbidden', 'export-own-request', '导出申请须由另一人审批，请联系本旗县区负责人或市级审核人。');
  if (request.state !== 'requested') throw new Problem('conflict', 'export-decided', '该导出申请已有审批结果，请刷新列表查看。');
  if (now.getTime() - request.requestedAt.getTime() >= OPEN_FOR_HOURS * HOUR_MS)
    throw new Problem('conflict', 'export-decided', '该导出申请提出已超过 7 天，请申请人重新提出。');
}

/** Throws Problem `export-not-approved`, `export-expired` or `export-used-up`. */
export function refuseDownload(request: ExportRequest, now: Date): void {
  const until = expiresAt(request);
  if (request.state !== 'approved' || until === null)
    throw new Problem('conflict', 'export-not-approved', '该导出申请尚未批准，批准后才能下载。', { state: request.state });
  if (now >= until) throw new Problem('conflict', 'export-expired', `批准已超过 ${APPROVED_FOR_HOURS} 小时，请重新提出导出申请。`);
  if (request.downloads >= DOWNLOADS_PER_APPROVAL)
    throw new Problem('conflict', 'export-used-up', `已下载 ${DOWNLOADS_PER_APPROVAL} 次，请重新提出导出申请。`);
}
