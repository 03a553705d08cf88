import { readFile, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { AUDIT_FAULTS, AuditStore, VerifyAudit, type AuditHead, type AuditVerdict } from '../access/index.js';
import { Problem } from '../kernel/index.js';
import { print, printJson, type Session, type SetOutcome } from './session.js';

export const auditCommand = (session: Session, setOutcome: SetOutcome): Command =>
  new Command('audit').description('审计记录').addCommand(verifyCommand(session, setOutcome)).addCommand(headCommand(session));

const verifyCommand = (session: Session, setOutcome: SetOutcome): Command =>
  new Command('verify')
    .description('逐条校验审计记录，找出被改动、删除、插入或调换的记录')
    .option('--head <file>', '以前导出的链头：audit head 的输出、备份的 manifest.json，或日志（每行一个 JSON）')
    .option('--json', '输出 JSON')
    .action(async ({ head, json }: { readonly head?: string; readonly json?: boolean }) => {
      const heads = head === undefined ? [] : await readHeads(head);
      const verdict = await (await session.get(VerifyAudit)).run(heads);
      if (json) printJson(verdict);
      else tellVerdict(verdict, heads.length);
      if (!verdict.sound) setOutcome(1);
    });

const headCommand = (session: Session): Command =>
  new Command('head')
    .description('输出链头（最后一条的编号与校验码），请保存在本系统之外')
    .option('--out <file>', '写入文件')
    .action(async ({ out }: { readonly out?: string }) => {
      const head = await (await session.get(AuditStore)).head();
      if (!head) throw new Problem('unavailable', 'audit-head-missing', '审计链头缺失，请用 audit verify 检查审计记录。');
      if (out === undefined) printJson(head);
      else await writeFile(out, `${JSON.stringify(head)}\n`, { mode: 0o600 });
    });

function tellVerdict({ sound, entries, purgedTo, head, faultCount, faults, headsPurged }: AuditVerdict, heads: number): void {
  const purged = purgedTo > 0 ? `（编号 ${purgedTo} 及以前已按保存期限清理）` : '';
  print(`已校验 ${entries} 条审计记录，末条编号 ${head.seq}${purged}。`);
  for (const { code, from, to } of faults) print(`  ${from === to ? `编号 ${from}` : `编号 ${from}–${to}`}：${AUDIT_FAULTS[code]}`);
  if (faultCount > faults.length) print(`  另有 ${faultCount - faults.length} 处未列出。`);
  if (headsPurged > 0) print(`有 ${headsPurged} 个链头所指的记录已清理，无法比对。`);
  if (!sound) print('审计记录不完整，请立即报告安全审计员并保全数据库与备份。');
  else print(heads > headsPurged ? '完整，且与给出的链头相符。' : '完整。未给出链头（--head），不能发现末尾连同链头一起被删除。');
}

/** Throws Problem `head-unreadable`. */
async function readHeads(file: string): Promise<AuditHead[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw unreadable('无法读取');
  });
  const whole = headsIn(text);
  const heads = whole.length > 0 ? whole : text.split('\n').flatMap(headsIn);
  if (heads.length === 0) throw unreadable('没有找到链头');
  return heads;
}

function headsIn(text: string): AuditHead[] {
  if (!text.trimStart().startsWith('{')) return [];
  try {
    const found = JSON.parse(text) as { readonly auditHead?: unknown };
    return [found, found.auditHead].filter(isHead).map(({ seq, mac }) => ({ seq, mac }));
  } catch {
    return [];
  }
}

const isHead = (value: unknown): value is AuditHead =>
  typeof value === 'object' &&
  value !== null &&
  'seq' in value &&
  'mac' in value &&
  Number.isInteger(value.seq) &&
  typeof value.mac === 'string';

const unreadable = (what: string): Problem =>
  new Problem(
    'unreadable',
    'head-unreadable',
    `--head 文件${what}。请给出 audit head 的输出、备份的 manifest.json 或含“audit head”的日志。`,
  );
