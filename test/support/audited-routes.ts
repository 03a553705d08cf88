import type { AuditAction } from '../../src/access/index.js';
import type { MadeChange } from './api-client.js';

/** What the audit trail records of a route that changes something: one of these actions; `maybe`: or nothing, where it found nothing to change. */
export type Audited = { readonly actions: readonly AuditAction[]; readonly maybe?: true } | { readonly none: string };

const always = (...actions: AuditAction[]): Audited => ({ actions });
const maybe = (...actions: AuditAction[]): Audited => ({ actions, maybe: true });

/** Every route but the reading ones. A new one has to say here what it records, or why nothing. */
export const AUDITED_ROUTES: Readonly<Record<string, Audited>> = {
  'POST /api/session': always('session.opened'),
  'DELETE /api/session': maybe('session.closed'),
  'DELETE /api/session/everywhere': always('session.closed-everywhere'),
  'POST /api/session/password': always('password.changed'),
  'POST /api/session/second-factor': always('totp.begun'),
  'POST /api/session/second-factor/confirm': always('totp.enabled'),
  'POST /api/session/second-factor/remove': always('totp.disabled'),
  'PUT /api/second-factor/roles': always('totp.roles-changed'),
  'POST /api/users': always('user.created'),
  'PUT /api/users/:id/email': always('user.email-changed'),
  'PUT /api/users/:id/role': always('user.changed'),
  'POST /api/users/:id/password': always('user.password-reset'),
  'POST /api/users/:id/disable': always('user.disabled'),
  'POST /api/users/:id/enable': always('user.enabled'),
  'POST /api/users/:id/unlock': always('user.unlocked'),
  'POST /api/users/:id/log-out': always('session.closed-everywhere'),
  'POST /api/users/:id/second-factor/remove': always('totp.disabled'),
  'POST /api/personal-data/reveals': always('personal.revealed'),
  'POST /api/personal-data/exports': always('personal.export-requested'),
  'POST /api/personal-data/exports/:id/approval': always('personal.export-approved'),
  'POST /api/personal-data/exports/:id/rejection': always('personal.export-rejected'),
  'POST /api/personal-data/exports/:id/downloads': always('personal.exported'),
  'PUT /api/calendar/years/:year': always('calendar.changed'),
  'PUT /api/reminders/webhooks/:regionCode': always('webhook.changed'),
  'POST /api/messages/:id/read': { none: 'a person marks the own message as read: nobody else sees or relies on it' },
  'POST /api/jobs/:id/retry': always('job.retried'),
  'POST /api/jobs/:id/cancel': always('job.cancelled'),
  'ALL /api/jobs/board/{*path}': {
    none: "bull-board's own pages on the queue, which is a wake-up and no record; they change no job's row",
  },
  'POST /api/imports': maybe('import.uploaded', 'import.corrected'),
  'POST /api/imports/:id/apply': maybe('import.apply-requested'),
  'POST /api/imports/:id/cancel': maybe('import.cancelled'),
  'POST /api/imports/:id/undo': maybe('import.undone'),
  'PATCH /api/imports/:id/sheets': always('import.mapped'),
  'POST /api/imports/:id/corrections': always('import.corrected'),
  'DELETE /api/imports/:id/corrections/:correction': always('import.correction-removed'),
  'POST /api/registry/enterprises/:id/scope-decisions': always('scope.decided'),
  'DELETE /api/registry/scope-decisions/:id': always('scope.decision-removed'),
  'POST /api/registry/enterprises/:id/insurance-proofs': always('proof.added'),
  'POST /api/matching/runs': always('matching.started'),
  'POST /api/matching/runs/:id/cancel': always('matching.cancelled'),
  'POST /api/matching/links': always('link.decided'),
  'POST /api/matching/links/:id/decisions': always('link.decided'),
  'POST /api/matching/links/:id/undo': always('link.undone'),
  'POST /api/matching/review/entries/:id/decisions': always('link.decided'),
  'POST /api/matching/review/entries/:id/reconfirmations': always('link.reconfirmed'),
  'POST /api/matching/review/entries/:id/undo': always('link.undone'),
  'POST /api/matching/review/acts/:id/undo': always('link.undone'),
  'POST /api/matching/review/samples': maybe('bulk.sampled'),
  'POST /api/matching/review/samples/:id/acceptances': always('bulk.accepted'),
  'POST /api/matching/second-looks': always('second-look.drawn'),
  'POST /api/matching/second-looks/items/:id/judgements': always('second-look.judged'),
  'POST /api/report-cycles': always('cycles.changed'),
  'POST /api/reports': always('report.planned'),
  'POST /api/reports/:id/preparations': always('report.prepared'),
  'POST /api/reports/:id/draft': maybe('report.drafting'),
  'POST /api/reports/:id/overrides': always('report.overridden'),
  'POST /api/reports/:id/overrides/removals': always('report.override-removed'),
  'POST /api/reports/:id/submissions': always('report.submitted'),
  'POST /api/reports/:id/acceptance': always('report.accepted'),
  'POST /api/reports/:id/return': always('report.returned'),
  'POST /api/reports/:id/unlock': always('report.unlocked'),
  'POST /api/city-reports/:dueOn/bundles': always('bundle.requested'),
};

const patternOf = (route: string): RegExp => new RegExp(`^${route.replace(/:\w+/g, '[^/]+').replace(/\/\{\*path\}/, '(/.*)?')}$`);

const PATTERNS = Object.entries(AUDITED_ROUTES).map(([route, audited]) => ({ route, audited, pattern: patternOf(route) }));

/** Routes among these changes of which the trail has no entry. */
export function unrecorded(made: readonly MadeChange[], recorded: ReadonlySet<string>): string[] {
  const missing = made.flatMap(({ method, path }) => {
    const known = PATTERNS.find(({ pattern }) => pattern.test(`${method} ${path}`) || pattern.test(`ALL ${path}`));
    if (!known) return [`${method} ${path} (not in the table)`];
    const { audited, route } = known;
    const fine = 'none' in audited || audited.maybe === true || audited.actions.some((action) => recorded.has(action));
    return fine ? [] : [route];
  });
  return [...new Set(missing)];
}
