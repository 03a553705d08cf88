import { Problem } from '../../kernel/index.js';
import type { Scope } from './scope.js';

/** The actors of DOMAIN "Who and why"; `system` is a job or a command line on the server itself and cannot log in. */
export const ROLES = ['county-clerk', 'county-health-clerk', 'county-leader', 'municipal-reviewer', 'auditor', 'administrator'] as const;
export type UserRole = (typeof ROLES)[number];
export type PrincipalRole = UserRole | 'system';

/** Who acts: every use case takes one. */
export interface Principal {
  /** Null for the system. */
  readonly userId: number | null;
  readonly displayName: string;
  readonly role: PrincipalRole;
  /** The region whose data the principal works with; counties below it form the scope. */
  readonly regionCode: string;
  readonly scope: Scope;
}

/** What a use case may demand of its principal. */
export const RIGHTS = {
  'data.read': ['county-clerk', 'county-health-clerk', 'county-leader', 'municipal-reviewer'],
  'data.import': ['county-clerk', 'county-health-clerk', 'municipal-reviewer'],
  'match.decide': ['county-clerk', 'county-leader', 'municipal-reviewer'],
  'quality.draw': ['county-leader', 'municipal-reviewer'],
  'scope.decide': ['county-clerk', 'county-leader', 'municipal-reviewer'],
  'report.read': ['county-clerk', 'county-health-clerk', 'county-leader', 'municipal-reviewer'],
  'report.prepare': ['county-clerk', 'county-leader', 'municipal-reviewer'],
  'report.fill': ['county-clerk', 'county-leader'],
  'report.submit': ['county-leader'],
  'report.review': ['municipal-reviewer'],
  'personal-data.reveal': ['county-clerk', 'county-health-clerk', 'county-leader', 'municipal-reviewer'],
  'personal-data.export': ['county-clerk', 'county-health-clerk', 'county-leader', 'municipal-reviewer'],
  'personal-data.approve': ['county-leader', 'municipal-reviewer'],
  'cycles.read': ['county-clerk', 'county-health-clerk', 'county-leader', 'municipal-reviewer', 'administrator'],
  'cycles.manage': ['administrator'],
  'users.manage': ['administrator'],
  'jobs.read': ['administrator', 'municipal-reviewer'],
  'jobs.manage': ['administrator'],
  'calendar.manage': ['administrator'],
  'reminders.manage': ['administrator'],
  'audit.read': ['auditor'],
} as const satisfies Record<string, readonly UserRole[]>;
export type Right = keyof typeof RIGHTS;
export const ALL_RIGHTS = Object.keys(RIGHTS) as readonly Right[];

export const mayDo = (role: PrincipalRole, right: Right): boolean => {
  const holders: readonly string[] = RIGHTS[right];
  return role === 'system' || holders.includes(role);
};

/** Everything that a role may do, for screens that show only what works. */
export const rightsOf = (role: PrincipalRole): Right[] => ALL_RIGHTS.filter((right) => mayDo(role, right));

/** Throws Problem `right-missing`. */
export function demand(principal: Principal, right: Right): void {
  if (mayDo(principal.role, right)) return;
  throw new Problem('forbidden', 'right-missing', '您的角色没有此项权限，如需办理请联系系统管理员。', { right });
}
