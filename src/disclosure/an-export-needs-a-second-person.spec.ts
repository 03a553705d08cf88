import { Problem } from '../kernel/index.js';
import { readReason, refuseDecision, refuseDownload, watermarkText, type ExportRequest } from './domain/index.js';

const AT = new Date('2026-11-28T02:00:00Z');
const later = (hours: number): Date => new Date(AT.getTime() + hours * 3_600_000);

const REQUEST: ExportRequest = {
  id: 12,
  kind: 'report-file',
  subject: '1/2',
  title: '附件3.xlsx',
  countyCode: '150802',
  regionCode: '150802',
  reason: '核对材料',
  state: 'requested',
  requestedById: 7,
  requestedBy: '甲',
  requestedAt: AT,
  decidedBy: null,
  decidedAt: null,
  decisionReason: null,
  downloads: 0,
  version: 1,
};
const APPROVED: ExportRequest = { ...REQUEST, state: 'approved', decidedBy: '乙', decidedAt: AT };

const codeOf = (act: () => void): string | null => {
  try {
    act();
    return null;
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
};

describe('a request for a file in the clear', () => {
  it.each([
    ['another person', REQUEST, 8, 0, null],
    ['whoever asked', REQUEST, 7, 0, 'export-own-request'],
    ['another person, once it is decided', APPROVED, 8, 0, 'export-decided'],
    ['another person, a week later', REQUEST, 8, 168, 'export-decided'],
  ])('is decided by %s', (_who, request, userId, hours, code) => {
    expect(codeOf(() => refuseDecision(request, userId, later(hours)))).toBe(code);
  });

  it.each([
    ['before it is approved', REQUEST, 0, 'export-not-approved'],
    ['when it is rejected', { ...APPROVED, state: 'rejected' as const }, 0, 'export-not-approved'],
    ['once it is approved', APPROVED, 23.9, null],
    ['a day later', APPROVED, 24, 'export-expired'],
    ['for the third time', { ...APPROVED, downloads: 2 }, 1, null],
    ['for the fourth time', { ...APPROVED, downloads: 3 }, 1, 'export-used-up'],
  ])('is downloaded %s: %#', (_when, request, hours, code) => {
    expect(codeOf(() => refuseDownload(request, later(hours)))).toBe(code);
  });

  it.each([' ', '看看', '长'.repeat(201)])('is not taken for the reason “%s”', (text) => {
    expect(codeOf(() => readReason(text))).toBe('reason-missing');
  });

  it('marks the file with who, when and by whose leave, in the time of Shanghai', () => {
    const mark = { takenBy: '甲', regionName: '临河区', takenAt: AT };
    expect(watermarkText({ ...mark, approval: { requestId: 12, approvedBy: '乙' } })).toBe(
      '含个人信息，注意保密。导出人 甲（临河区），2026-11-28 10:00，申请 12 号，批准人 乙',
    );
    expect(watermarkText({ ...mark, approval: null })).toContain('本人上传的文件');
  });
});
