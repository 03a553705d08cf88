import type { ProgressView } from '../../src/intake/batch-steps.dto.js';
import type { BatchView } from '../../src/intake/intake.dto.js';
import { body, type ApiClient, type Upload } from '../support/api-client.js';
import { eventually } from '../support/processes.js';

/** A registry of one county as CSV: titles above, a header, and rows below. */
export function registryOf(header: readonly string[], rows: readonly (readonly (string | number)[])[], county = '临河区'): Upload {
  const lines = [[`填报单位：${county}卫生健康委员会`], header, ...rows].map((cells) => cells.join(','));
  return { name: `${county}.csv`, bytes: new TextEncoder().encode(lines.join('\n')) };
}

export const HEADER = ['序号', '所属行业', '企业名称', '企业地址', '职工人数', '企业联系人', '联系电话', '备注'];

/** Invented enterprises, all different. */
export const enterprises = (count: number, headcount = 10): (string | number)[][] =>
  Array.from({ length: count }, (_, i) => [i + 1, '建材', `临河区第${i + 1}砖厂`, `${i + 1}号院`, headcount + (i % 7), '', '', '']);

export const REGISTRY = { kind: 'registry', asOf: '2020-05' };

export const upload = (user: ApiClient, file: Upload, fields: Readonly<Record<string, string>> = REGISTRY): Promise<BatchView> =>
  body(user.import<BatchView>(file, fields));

export const batchOf = (user: ApiClient, id: number): Promise<BatchView> => body(user.get<BatchView>(`/api/imports/${id}`));

const UNDER_WAY = ['uploaded', 'checking', 'applying'];

/** The batch once no step of it is under way. */
export const settled = (user: ApiClient, id: number, seconds = 30): Promise<BatchView> =>
  eventually(
    `batch ${id} is settled`,
    async () => {
      const { state } = await body(user.get<ProgressView>(`/api/imports/${id}/progress`));
      return UNDER_WAY.includes(state) ? undefined : batchOf(user, id);
    },
    seconds,
  );

export interface ServerEvent {
  readonly type: string;
  readonly data: string;
}

/** All events of a batch until the server closes the stream. */
export async function eventsOf(user: ApiClient, id: number): Promise<ServerEvent[]> {
  const response = await fetch(`${user.address}/api/imports/${id}/events`, { headers: { cookie: user.sessionCookie } });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  const text = await response.text();
  const field = (block: string, name: string): string => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1] ?? '';
  return text
    .split('\n\n')
    .filter((block) => /^event:/m.test(block))
    .map((block) => ({ type: field(block, 'event'), data: field(block, 'data') }));
}
