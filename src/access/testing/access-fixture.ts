import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RegionTree, type Region } from '../../kernel/index.js';
import { RegionSource } from '../../geography/index.js';
import { CreateAccess1763800000002 } from '../../migrations/1763800000002-create-access.js';
import { CreateContacts1763900000061 } from '../../migrations/1763900000061-create-contacts.js';
import { CreateAuditTrail1764000000700 } from '../../migrations/1764000000700-create-audit-trail.js';
import { Clock } from '../../platform/clock/clock.js';
import { openDatabase, type Database } from '../../platform/database/index.js';
import type { AccessStore } from '../access.store.js';
import type { AuditTrail } from '../audit/audit-trail.js';
import { AuditChain } from '../audit/domain/index.js';
import { AUDIT_ENTITIES, TypeOrmAuditTrail } from '../audit/typeorm/index.js';
import { ChangePassword } from '../change-password.js';
import { CreateUser, type NewUser } from '../create-user.js';
import { systemPrincipal } from '../domain/index.js';
import { EnsureAdministrator } from '../ensure-administrator.js';
import { ListUsers } from '../list-users.js';
import { LogIn } from '../log-in.js';
import { LogOut } from '../log-out.js';
import { PasswordAttempt } from '../password-attempt.js';
import { PasswordHasher } from '../password-hasher.js';
import { RefusalPace } from '../refusal-pace.js';
import { SetEmail } from '../set-email.js';
import { ResolveSession, type ActiveSession } from '../resolve-session.js';
import { ACCESS_ENTITIES, TypeOrmAccessStore } from '../typeorm/index.js';

const CITY = '150800';

export const regions = new RegionTree([
  region(CITY, '巴彦淖尔市', 'city', null),
  region('150802', '临河区', 'county', CITY),
  region('150821', '五原县', 'county', CITY),
]);

function region(code: string, name: string, level: Region['level'], parentCode: string | null): Region {
  return { code, name, level, parentCode, aliases: [] };
}

export class FixedRegions extends RegionSource {
  tree = async (): Promise<RegionTree> => regions;
  rootCode = async (): Promise<string> => CITY;
  isEmpty = async (): Promise<boolean> => false;
  add = async (): Promise<void> => undefined;
}

/** A clock that stands still until it is moved. */
export class SettableClock extends Clock {
  constructor(private time: Date) {
    super();
  }

  now(): Date {
    return this.time;
  }

  pass({ hours = 0, minutes = 0, seconds = 0 }: { hours?: number; minutes?: number; seconds?: number }): void {
    this.time = new Date(this.time.getTime() + ((hours * 60 + minutes) * 60 + seconds) * 1_000);
  }
}

/** The use cases of `access` on a database of their own, at 2020-06-01 09:00 in Asia/Shanghai. */
export class AccessFixture {
  readonly clock = new SettableClock(new Date('2020-06-01T01:00:00.000Z'));
  readonly system = systemPrincipal(regions, CITY);
  readonly audit: AuditTrail;
  readonly store: AccessStore;
  readonly logIn: LogIn;
  readonly logOut: LogOut;
  readonly resolveSession: ResolveSession;
  readonly changePassword: ChangePassword;
  readonly createUser: CreateUser;
  readonly listUsers: ListUsers;
  readonly setEmail: SetEmail;
  readonly ensureAdministrator: EnsureAdministrator;

  private constructor(
    readonly dataDir: string,
    readonly database: Database,
  ) {
    const { clock } = this;
    const places = new FixedRegions();
    const hasher = new PasswordHasher();
    const pace = new RefusalPace(0);
    this.store = new TypeOrmAccessStore(database);
    this.audit = new TypeOrmAuditTrail(database, clock, new AuditChain(Buffer.alloc(32, 0xab)));
    const attempt = new PasswordAttempt(this.store, database, hasher, clock);
    this.logIn = new LogIn(this.store, attempt, pace, clock, this.audit);
    this.logOut = new LogOut(this.store, database, this.audit);
    this.resolveSession = new ResolveSession(this.store, database, places, clock);
    this.changePassword = new ChangePassword(this.store, attempt, hasher, pace, this.audit);
    this.createUser = new CreateUser(this.store, database, hasher, places, clock, this.audit);
    this.listUsers = new ListUsers(this.store, clock);
    this.setEmail = new SetEmail(this.store, database, clock, this.audit);
    this.ensureAdministrator = new EnsureAdministrator(this.store, database, hasher, places, clock, this.audit);
  }

  static async open(): Promise<AccessFixture> {
    const dataDir = mkdtempSync(join(tmpdir(), 'access-'));
    const config = { dataDir, databaseUrl: undefined, dialect: 'sqlite', allowWeakDurability: false } as const;
    const database = await openDatabase(config, {
      entities: [...ACCESS_ENTITIES, ...AUDIT_ENTITIES],
      migrations: [CreateAccess1763800000002, CreateContacts1763900000061, CreateAuditTrail1764000000700],
    });
    return new AccessFixture(dataDir, database);
  }

  async close(): Promise<void> {
    await this.settled();
    await this.database.close();
    rmSync(this.dataDir, { recursive: true });
  }

  /** A clerk of 五原县 unless told otherwise; returns the initial password. */
  async user(username: string, basics: Partial<Omit<NewUser, 'username'>> = {}): Promise<string> {
    const newUser = { username, displayName: '测试用户', role: 'county-clerk', regionCode: '150821', ...basics } as const;
    return (await this.createUser.run(this.system, newUser)).initialPassword;
  }

  /** Waits until activity that was seen is written down. */
  async settled(): Promise<void> {
    await this.resolveSession.onModuleDestroy();
  }

  async session(token: string): Promise<ActiveSession> {
    const session = await this.resolveSession.run(token);
    if (!session) throw new Error('The session has ended.');
    return session;
  }
}
