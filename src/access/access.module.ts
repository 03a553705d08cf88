import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Clock } from '../platform/clock/clock.js';
import type { Config } from '../platform/config/config.js';
import { CONFIG } from '../platform/config/config.module.js';
import { RequestRate } from '../platform/http/request-rate.js';
import { AccessController } from './access.controller.js';
import { AccessRules } from './access-rules.js';
import { AccessStore } from './access.store.js';
import { AuditModule } from './audit/audit.module.js';
import { ChangePassword } from './change-password.js';
import { ChangeRole } from './change-role.js';
import { CreateUser } from './create-user.js';
import { DescribeUser } from './describe-user.js';
import { EnsureAdministrator } from './ensure-administrator.js';
import { FailureCounts } from './failure-counts.js';
import { ListUsers } from './list-users.js';
import { LogIn } from './log-in.js';
import { LogInLimitStore } from './log-in-limit.store.js';
import { LogOutEverywhere } from './log-out-everywhere.js';
import { LogOut } from './log-out.js';
import { ManagedAccount } from './managed-account.js';
import { NewPassword } from './new-password.js';
import { OpenSession } from './open-session.js';
import { PasswordAttempt } from './password-attempt.js';
import { PasswordHasher } from './password-hasher.js';
import { PersonalDataCipher } from './personal-data.js';
import { RecordRefusals } from './record-refusals.js';
import { REFUSAL_FLOOR_MS, RefusalPace } from './refusal-pace.js';
import { RegionsController } from './regions.controller.js';
import { ResetPassword } from './reset-password.js';
import { ResolveSession } from './resolve-session.js';
import { BeginSecondFactor } from './second-factor/begin-second-factor.js';
import { CheckCode } from './second-factor/check-code.js';
import { ConfirmSecondFactor } from './second-factor/confirm-second-factor.js';
import { DemandSecondFactor } from './second-factor/demand-second-factor.js';
import { RemoveSecondFactor } from './second-factor/remove-second-factor.js';
import { SecondFactorController } from './second-factor/second-factor.controller.js';
import { SecondFactorStore } from './second-factor/second-factor.store.js';
import { SetDisabled } from './set-disabled.js';
import { SetEmail } from './set-email.js';
import { DataKeyHolder } from './sealing/data-key-holder.js';
import { KeyRing } from './sealing/key-ring.js';
import { KeyStore } from './sealing/key.store.js';
import { LoadKeys } from './sealing/load-keys.js';
import { PrepareKeys } from './sealing/prepare-keys.js';
import { SealedPlaces } from './sealing/sealed-places.js';
import { SessionGuard } from './session.guard.js';
import {
  TypeOrmAccessStore,
  TypeOrmKeyStore,
  TypeOrmLogInLimitStore,
  TypeOrmSealedPlaces,
  TypeOrmSecondFactorStore,
} from './typeorm/index.js';
import { UnlockUser } from './unlock-user.js';
import { UserAccessController } from './user-access.controller.js';
import { UsersController } from './users.controller.js';

/** What an administrator does with accounts. */
const USERS = [
  ManagedAccount,
  DescribeUser,
  CreateUser,
  ListUsers,
  SetEmail,
  ChangeRole,
  ResetPassword,
  SetDisabled,
  UnlockUser,
  LogOutEverywhere,
];

/** How a user gets in. */
const LOG_IN = [LogIn, LogOut, ChangePassword, NewPassword, OpenSession, ResolveSession, PasswordAttempt, PasswordHasher, FailureCounts];

const SECOND_FACTOR = [CheckCode, BeginSecondFactor, ConfirmSecondFactor, RemoveSecondFactor, DemandSecondFactor];

/** What personal data are sealed with. */
const KEYS = [
  { provide: KeyStore, useClass: TypeOrmKeyStore },
  { provide: SealedPlaces, useClass: TypeOrmSealedPlaces },
  { provide: DataKeyHolder, inject: [CONFIG], useFactory: (config: Config) => DataKeyHolder.load(config) },
  { provide: KeyRing, inject: [Clock], useFactory: (clock: Clock) => new KeyRing(() => clock.now()) },
  { provide: PersonalDataCipher, inject: [KeyRing], useFactory: (ring: KeyRing) => new PersonalDataCipher(ring) },
  LoadKeys,
  PrepareKeys,
];

/** Needs `Database`, `Clock`, `CONFIG` and `RegionSource` from global modules. */
@Module({
  imports: [AuditModule],
  controllers: [AccessController, RegionsController, UsersController, UserAccessController, SecondFactorController],
  providers: [
    ...LOG_IN,
    ...USERS,
    ...SECOND_FACTOR,
    EnsureAdministrator,
    ...KEYS,
    { provide: AccessRules, inject: [CONFIG], useFactory: (config: Config) => new AccessRules(config) },
    { provide: RequestRate, inject: [CONFIG], useFactory: (config: Config) => new RequestRate(config.requestsPerMinute) },
    RecordRefusals,
    { provide: RefusalPace, useFactory: () => new RefusalPace(REFUSAL_FLOOR_MS) },
    { provide: AccessStore, useClass: TypeOrmAccessStore },
    { provide: LogInLimitStore, useClass: TypeOrmLogInLimitStore },
    { provide: SecondFactorStore, useClass: TypeOrmSecondFactorStore },
    { provide: APP_GUARD, useClass: SessionGuard },
  ],
  exports: [
    PersonalDataCipher,
    EnsureAdministrator,
    PrepareKeys,
    KeyStore,
    SealedPlaces,
    DataKeyHolder,
    LoadKeys,
    ...USERS,
    RemoveSecondFactor,
    RecordRefusals,
  ],
})
export class AccessModule {}
