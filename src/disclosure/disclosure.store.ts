import type { ExportRequest } from './domain/index.js';

export type NewExportRequest = Pick<
  ExportRequest,
  'kind' | 'subject' | 'title' | 'countyCode' | 'regionCode' | 'reason' | 'requestedById' | 'requestedBy' | 'requestedAt'
>;

export type ExportDecision = Pick<ExportRequest, 'state' | 'decidedBy' | 'decidedAt' | 'decisionReason'>;

/** Where requests and looks are kept. Writing needs a unit of work. */
export abstract class DisclosureStore {
  /** Newest first, asked for in these regions. */
  abstract list(
    regionCodes: readonly string[],
    page: { readonly beforeId?: number | undefined; readonly limit: number },
  ): Promise<ExportRequest[]>;
  abstract find(id: number, regionCodes: readonly string[]): Promise<ExportRequest | undefined>;
  abstract add(request: NewExportRequest): Promise<ExportRequest>;
  /** False where somebody else has changed it meanwhile. */
  abstract decide(request: ExportRequest, decision: ExportDecision): Promise<boolean>;
  /** As `decide`. */
  abstract countDownload(request: ExportRequest): Promise<boolean>;
  /** How many persons a user has looked at since. */
  abstract looksSince(userId: number, since: Date): Promise<number>;
  abstract addLook(userId: number, at: Date): Promise<void>;
}
