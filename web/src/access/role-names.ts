import type { Schemas } from '@/platform/api';

export const ROLE_NAMES: Readonly<Record<Schemas['UserRole'], string>> = {
  'county-clerk': '旗县区经办人',
  'county-health-clerk': '旗县区卫健经办人',
  'county-leader': '旗县区审核人',
  'municipal-reviewer': '市级审核员',
  auditor: '安全审计员',
  administrator: '系统管理员',
};
