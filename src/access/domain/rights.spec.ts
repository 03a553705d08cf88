import { RegionTree } from '../../kernel/index.js';
import { ALL_RIGHTS, demand, mayDo, RIGHTS, rightsOf, ROLES, Scope, systemPrincipal, type Right, type UserRole } from './index.js';

const TABLE: Record<UserRole, readonly Right[]> = {
  'county-clerk': [
    'data.read',
    'data.import',
    'match.decide',
    'scope.decide',
    'report.read',
    'report.prepare',
    'report.fill',
    'personal-data.reveal',
    'personal-data.export',
    'cycles.read',
  ],
  'county-health-clerk': ['data.read', 'data.import', 'report.read', 'personal-data.reveal', 'personal-data.export', 'cycles.read'],
  'county-leader': [
    'data.read',
    'match.decide',
    'quality.draw',
    'scope.decide',
    'report.read',
    'report.prepare',
    'report.fill',
    'report.submit',
    'personal-data.reveal',
    'personal-data.export',
    'personal-data.approve',
    'cycles.read',
  ],
  'municipal-reviewer': [
    'data.read',
    'data.import',
    'match.decide',
    'quality.draw',
    'scope.decide',
    'report.read',
    'report.prepare',
    'report.review',
    'personal-data.reveal',
    'personal-data.export',
    'personal-data.approve',
    'cycles.read',
    'jobs.read',
  ],
  auditor: ['audit.read'],
  administrator: ['users.manage', 'jobs.read', 'jobs.manage', 'calendar.manage', 'reminders.manage', 'cycles.read', 'cycles.manage'],
};

describe('the table of rights', () => {
  it.each(ROLES)('%s may do what DOMAIN "Who and why" says, and nothing else', (role) => {
    expect([...rightsOf(role)].sort()).toEqual([...TABLE[role]].sort());
  });

  it('keeps business data from those who look after the system', () => {
    for (const right of ALL_RIGHTS.filter((name) => /^(data|match|quality|scope|report|personal-data)\./.test(name))) {
      expect(mayDo('administrator', right)).toBe(false);
      expect(mayDo('auditor', right)).toBe(false);
    }
  });

  it('leaves no right without a holder', () => {
    for (const right of ALL_RIGHTS) expect(RIGHTS[right].length).toBeGreaterThan(0);
  });

  it('gives the system every right and all counties below the root', () => {
    const regions = new RegionTree([
      { code: '150800', name: '巴彦淖尔市', level: 'city', parentCode: null, aliases: [] },
      { code: '150821', name: '五原县', level: 'county', parentCode: '150800', aliases: [] },
    ]);
    const system = systemPrincipal(regions, '150800');
    for (const right of ALL_RIGHTS) expect(() => demand(system, right)).not.toThrow();
    expect(system).toMatchObject({ userId: null, scope: { countyCodes: ['150821'] } });
  });

  it('gives nothing to a user whose region does not exist', () => {
    expect(Scope.below('999999', new RegionTree([])).countyCodes).toEqual([]);
  });
});
