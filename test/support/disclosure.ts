import type { ExportRequestView } from '../../src/disclosure/disclosure.dto.js';
import type { ExportKind } from '../../src/disclosure/index.js';
import { body, type ApiClient, type Download } from './api-client.js';

/** Asked for by one, approved by another: a file in the clear, by the way that there is. */
export async function inTheClear(asking: ApiClient, approving: ApiClient, kind: ExportKind, subject: string): Promise<Download> {
  const { id, version } = await body(
    asking.post<ExportRequestView>('/api/personal-data/exports', { kind, subject, reason: '核对报表与原始材料' }),
  );
  await body(approving.post(`/api/personal-data/exports/${id}/approval`, { version }));
  return asking.downloadByPost(`/api/personal-data/exports/${id}/downloads`);
}
