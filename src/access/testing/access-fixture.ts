import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RegionTree, type Region } from '../../kernel/index.js';
import { RegionSource } from '../../geography/index.js';
import { CreateAccess1763800000002 } from '../../migrations/1763800000002-create-access.js';
import { CreateIntake1763800000003 } from '../../migrations/1763800000003-create-intake.js';
import { CreateContacts1763900000061 } from '../../migrations/1763900000061-create-contacts.js';
import { CreateSealingKeys1764000000600 } from '../../migrations/1764000000600-create-sealing-keys.js';
import { CreateWriteLocks1763800000000 } from '../../migrations/1763800000000-create-write-locks.js';
import { GuardLogIn1764000000500 } from '../../migrations/1764000000500-guard-log-in.js';
import { LetCitiesDemandSecondFactors1764000000602 } from '../../migrations/1764000000602-let-cities-demand-second-factors.js';
import { CreateAuditTrail1764000000700 } from '../../migrations/1764000000700-create-audit-trail.js';
import { Clock } from '../../platform/clock/clock.js';
import { openDatabase, WriteLockEntity, type Database } from '../../platform/database/index.js';
import { AccessRules } from '../access-rules.js';
import type { AccessStore } from '../access.store.js';
import type { AuditTrail } from '../audit/audit-trail.js';
import { AuditKey } from '../audit/audit-key.js';
import { AuditChain } from '../audit/domain/index.js';
import { AUDIT_ENTITIES, TypeOrmAuditTrail } from '../audit/typeorm/index.js';
import { ChangePassword } from '../change-password.js';
import { ChangeRole } from '../change-role.js';
import { CreateUser, type NewUser } from '../create-user.js';
import { DescribeUser } from '../describe-user.js';
import { systemPrincipal, type PasswordProfileName } from '../domain/index.js';
import { EnsureAdministrator } from '../ensure-administrator.js';
import { FailureCounts } from '../failure-counts.js';
import { ListUsers } from '../list-users.js';
import { LogIn, type OpenedSession } from '../log-in.js';
import { LogOutEverywhere } from '../log-out-everywhere.js';
import { LogOut } from '../log-out.js';
import { ManagedAccount } from '../managed-account.js';
import { NewPassword } from '../new-password.js';
import { OpenSession } from '../open-session.js';
import { PasswordAttempt } from '../password-attempt.js';
import { PasswordHasher } from '../password-hasher.js';
import { RefusalPace } from '../refusal-pace.js';
import { ResetPassword } from '../reset-password.js';
import { ResolveSession, type ActiveSession } from '../resolve-session.js';
import { BeginSecondFactor } from '../second-factor/begin-second-factor.js';
import { CheckCode } from '../second-factor/check-code.js';
import { ConfirmSecondFactor } from '../second-factor/confirm-second-factor.js';
import { DemandSecondFactor } from '../second-factor/demand-second-factor.js';
import { RemoveSecondFactor } from '../second-factor/remove-second-factor.js';
import { SetDisabled } from '../set-disabled.js';
import { SetEmail } from '../set-email.js';
import { ACCESS_ENTITIES, TypeOrmAccessStore, TypeOrmLogInLimitStore, TypeOrmSecondFactorStore } from '../typeorm/index.js';
import { oneKeyCipher } from './one-key-cipher.js';
import { UnlockUser } from '../unlock-user.js';
import type { UserEntry } from '../user-info.js';

const CITY = '150800';
/** Where people of the fixture sit, unless told otherwise. */
export const OFFICE = '10.8.21.5';

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
  known = async (): Promise<ReadonlySet<string>> => new Set();
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
  readonly changeRole: ChangeRole;
  readonly resetPassword: ResetPassword;
  readonly setDisabled: SetDisabled;
  readonly unlockUser: UnlockUser;
  readonly logOutEverywhere: LogOutEverywhere;
  readonly beginSecondFactor: BeginSecondFactor;
  readonly confirmSecondFactor: ConfirmSecondFactor;
  readonly removeSecondFactor: RemoveSecondFactor;
  readonly demandSecondFactor: DemandSecondFactor;

  private constructor(
    readonly dataDir: string,
    readonly database: Database,
    profile: PasswordProfileName,
  ) {
    const { clock } = this;
    const rules = new AccessRules({ passwordProfile: profile, disableUnusedAfterDays: 90, sessionsPerUser: 3 });
    const places = new FixedRegions();
    const hasher = new PasswordHasher();
    const pace = new RefusalPace(0);
    const cipher = oneKeyCipher(Buffer.alloc(32, 7));
    const store = new TypeOrmAccessStore(database);
    this.store = store;
    this.audit = new TypeOrmAuditTrail(database, clock, new AuditKey(new AuditChain(Buffer.alloc(32, 0xab), 'fixture')));
    const { audit } = this;
    const factors = new TypeOrmSecondFactorStore(database);
    const counts = new FailureCounts(new TypeOrmLogInLimitStore(database), cipher, clock);
    const describe = new DescribeUser(factors, counts, rules, places, clock);
    const attempt = new PasswordAttempt(store, database, hasher, counts, rules, clock);
    const codes = new CheckCode(factors, cipher, clock);
    const sessions = new OpenSession(store, rules, clock);
    this.logIn = new LogIn(store, attempt, pace, codes, sessions, describe, audit);
    this.logOut = new LogOut(store, database, audit);
    this.resolveSession = new ResolveSession(store, database, places, describe, clock);
    this.changePassword = new ChangePassword(store, attempt, new NewPassword(store, hasher, places, rules), sessions, pace, clock, audit);
    this.createUser = new CreateUser(store, database, hasher, places, describe, clock, audit);
    this.listUsers = new ListUsers(store, describe);
    this.setEmail = new SetEmail(store, database, describe, audit);
    this.ensureAdministrator = new EnsureAdministrator(store, database, hasher, places, clock, audit);
    const managed = new ManagedAccount(store, database, describe, clock, audit);
    this.changeRole = new ChangeRole(managed, store, places);
    this.resetPassword = new ResetPassword(managed, store, hasher, counts);
    this.setDisabled = new SetDisabled(managed, store);
    this.unlockUser = new UnlockUser(managed, counts);
    this.logOutEverywhere = new LogOutEverywhere(managed, store, database, audit);
    this.beginSecondFactor = new BeginSecondFactor(store, factors, attempt, cipher, pace, clock, audit);
    this.confirmSecondFactor = new ConfirmSecondFactor(store, factors, codes, database, clock, audit);
    this.removeSecondFactor = new RemoveSecondFactor(store, factors, managed, attempt, codes, pace, audit);
    this.demandSecondFactor = new DemandSecondFactor(factors, database, clock, audit);
  }

  static async open(profile: PasswordProfileName = 'dengbao'): Promise<AccessFixture> {
    const dataDir = mkdtempSync(join(tmpdir(), 'access-'));
    const config = { dataDir, databaseUrl: undefined, dialect: 'sqlite', allowWeakDurability: false } as const;
    const database = await openDatabase(config, {
      entities: [...ACCESS_ENTITIES, ...AUDIT_ENTITIES, WriteLockEntity],
      migrations: [
        CreateWriteLocks1763800000000,
        CreateAccess1763800000002,
        CreateIntake1763800000003,
        CreateContacts1763900000061,
        GuardLogIn1764000000500,
        CreateSealingKeys1764000000600,
        LetCitiesDemandSecondFactors1764000000602,
        CreateAuditTrail1764000000700,
      ],
    });
    return new AccessFixture(dataDir, database, profile);
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

  enter(username: string, password: string, { address = OFFICE, code }: { address?: string; code?: string } = {}): Promise<OpenedSession> {
    return this.logIn.run({ username, password, code }, address);
  }

  /** What the administrator sees of a user. */
  async entry(username: string): Promise<UserEntry> {
    const found = (await this.listUsers.run(this.system)).find((user) => user.username === username);
    if (!found) throw new Error(`There is no user ${username}.`);
    return found;
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
