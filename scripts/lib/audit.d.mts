export type Audit =
  | { readonly asked: false; readonly why: string; readonly findings?: undefined }
  | { readonly asked: true; readonly findings: readonly string[]; readonly why?: undefined };

export function readAudit(stdout: string, stderr?: string): Audit;
export function auditProduction(cwd: string): Promise<Audit>;
