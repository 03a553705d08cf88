/** Who took a file with personal data away, when, and by whose leave. */
export interface Watermark {
  readonly takenBy: string;
  readonly regionName: string;
  readonly takenAt: Date;
  /** The request's number and who approved it; null where the file is the taker's own. */
  readonly approval: { readonly requestId: number; readonly approvedBy: string } | null;
}

const MINUTES = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });

/** As it stands in a page's header, in a file's properties and in a list of contents. */
export function watermarkText({ takenBy, regionName, takenAt, approval }: Watermark): string {
  const leave = approval ? `，申请 ${approval.requestId} 号，批准人 ${approval.approvedBy}` : '，本人上传的文件';
  return `含个人信息，注意保密。导出人 ${takenBy}（${regionName}），${MINUTES.format(takenAt)}${leave}`;
}

/** As a workbook carries it. */
export const workbookMark = (mark: Watermark): { readonly text: string; readonly by: string; readonly at: Date } => ({
  text: watermarkText(mark),
  by: mark.takenBy,
  at: mark.takenAt,
});
