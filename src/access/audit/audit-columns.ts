import { shanghaiDate, type RegionTree } from '../../kernel/index.js';
import type { Column } from '../../platform/files/table/index.js';
import { AUDIT_ACTIONS, AUDIT_OUTCOMES, AUDIT_SUBJECTS, type AuditRecord } from './domain/index.js';

const text = (header: string, width: number, value: (record: AuditRecord) => string | null): Column<AuditRecord> => ({
  header,
  width,
  kind: 'text',
  value,
});

/** The trail as a table to take away. */
export const auditColumns = (regions: RegionTree): readonly Column<AuditRecord>[] => [
  text('编号', 10, ({ seq }) => String(seq)),
  text('时间', 22, ({ at }) => shanghaiTime(at)),
  text('操作', 18, ({ action }) => AUDIT_ACTIONS[action]),
  text('结果', 8, ({ outcome }) => AUDIT_OUTCOMES[outcome]),
  text('用户编号', 10, ({ userId }) => (userId === null ? null : String(userId))),
  text('姓名', 12, ({ userName }) => userName),
  text('角色', 18, ({ role }) => role),
  text('旗县区', 14, ({ countyCode }) => (countyCode === null ? null : (regions.get(countyCode)?.name ?? countyCode))),
  text('对象', 12, ({ subjectKind }) => AUDIT_SUBJECTS[subjectKind]),
  text('对象编号', 16, ({ subjectId }) => subjectId),
  text('变更前', 40, ({ before }) => before),
  text('变更后', 40, ({ after }) => after),
  text('事由', 30, ({ reason }) => reason),
  text('来源', 8, ({ channel }) => channel),
  text('功能', 36, ({ source }) => source),
  text('地址', 18, ({ address }) => address),
  text('请求编号', 38, ({ requestId }) => requestId),
  text('会话', 14, ({ session }) => session),
  text('校验码', 66, ({ mac }) => mac),
];

/** `2026-11-28 09:30:00.000`, Asia/Shanghai. */
function shanghaiTime(at: Date): string {
  const local = new Date(at.getTime() + 8 * 3_600_000).toISOString();
  return `${shanghaiDate(at)} ${local.slice(11, 23)}`;
}
