import { toCsv } from '../../platform/files/csv.js';
import { sha256 } from '../../platform/files/file-store.js';
import { FORM_NAMES, isHandedIn, REPORT_STATE_NAMES, type ReportForm } from '../domain/index.js';
import type { Receipt } from '../submission.store.js';
import type { CountyOfTurn } from './assemble-city.js';
import type { BundleEdition } from './bundle-edition.js';
import type { SubmittedFile } from './city.store.js';
import type { CityFormFile } from './write-city-form.js';

/** A file of the archive. */
export interface BundleMember {
  readonly path: string;
  readonly load: () => Promise<Buffer>;
}

interface ListedMember extends BundleMember {
  /** Its line of 清单, without the path. */
  readonly told: readonly string[];
}

const LISTED = [
  '路径',
  '旗县区代码',
  '旗县区',
  '表',
  '报表状态',
  '第几次提交',
  '文件校验值（SHA-256）',
  '回执编号',
  '提交内容校验值（SHA-256）',
  '内容',
];
const MISSING = ['旗县区代码', '旗县区', '报表状态'];

/** The forms of a county as it has handed them in. */
export function countyMembers(
  { countyName, report }: CountyOfTurn,
  receipt: Receipt | undefined,
  files: readonly SubmittedFile[],
  load: (hash: string) => Promise<Buffer>,
  edition: BundleEdition,
): ListedMember[] {
  if (!isHandedIn(report.state) || !receipt) return [];
  const own = files.filter(({ submissionId }) => submissionId === receipt.id);
  return own.map(({ form, fileName, fileHash }) => ({
    path: `旗县区/${report.countyCode}_${pathPart(countyName)}/${pathPart(fileName)}`,
    load: async () => edition.rewrite(form, await load(fileHash)),
    told: [
      report.countyCode,
      countyName,
      FORM_NAMES[form],
      REPORT_STATE_NAMES[report.state],
      String(receipt.number),
      fileHash,
      receipt.receiptNumber,
      receipt.hash,
      edition.said(form),
    ],
  }));
}

export function cityMember(
  form: ReportForm,
  { fileName, bytes }: CityFormFile,
  { regionCode, contentHash, edition }: { readonly regionCode: string; readonly contentHash: string; readonly edition: BundleEdition },
): ListedMember {
  const told = [regionCode, '全市汇总', FORM_NAMES[form], '', '', sha256(bytes), '', contentHash, edition.said(form)];
  return { path: `全市汇总/${pathPart(fileName)}`, load: () => edition.rewrite(form, bytes), told };
}

/** 清单 first, with what is to be said of the whole in its last line; then who is not in the city's forms, then the forms. */
export function withManifest(members: readonly ListedMember[], pending: readonly CountyOfTurn[], notice: string): BundleMember[] {
  const last = ['说明', notice, ...LISTED.slice(2).map(() => '')];
  const manifest = toCsv([LISTED, ...members.map(({ path, told }) => [path, ...told]), last]);
  const missing = toCsv([
    MISSING,
    ...pending.map(({ countyName, report }) => [report.countyCode, countyName, REPORT_STATE_NAMES[report.state]]),
  ]);
  return [text('清单.csv', manifest), text('未接收旗县区.csv', missing), ...members];
}

const text = (path: string, content: string): BundleMember => ({ path, load: () => Promise.resolve(Buffer.from(content)) });

/** Names come from data: none of them may lead out of its folder. */
const pathPart = (name: string): string => name.replace(/[/\\:*?"<>|]|^\.+/g, '_');
