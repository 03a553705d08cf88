import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Clock } from '../platform/clock/clock.js';
import type { Config } from '../platform/config/config.js';
import { CONFIG } from '../platform/config/config.module.js';
import { AccessController } from './access.controller.js';
import { AccessStore } from './access.store.js';
import { AuditModule } from './audit/audit.module.js';
import { ChangePassword } from './change-password.js';
import { CreateUser } from './create-user.js';
import { EnsureAdministrator } from './ensure-administrator.js';
import { ListUsers } from './list-users.js';
import { LogIn } from './log-in.js';
import { LogOut } from './log-out.js';
import { PasswordAttempt } from './password-attempt.js';
import { PasswordHasher } from './password-hasher.js';
import { PersonalDataCipher } from './personal-data.js';
import { REFUSAL_FLOOR_MS, RefusalPace } from './refusal-pace.js';
import { ResolveSession } from './resolve-session.js';
import { SetEmail } from './set-email.js';
import { DataKeyHolder } from './sealing/data-key-holder.js';
import { KeyRing } from './sealing/key-ring.js';
import { KeyStore } from './sealing/key.store.js';
import { LoadKeys } from './sealing/load-keys.js';
import { PrepareKeys } from './sealing/prepare-keys.js';
import { SealedPlaces } from './sealing/sealed-places.js';
import { SessionGuard } from './session.guard.js';
import { TypeOrmAccessStore, TypeOrmKeyStore, TypeOrmSealedPlaces } from './typeorm/index.js';

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
  controllers: [AccessController],
  providers: [
    LogIn,
    LogOut,
    ChangePassword,
    CreateUser,
    ListUsers,
    SetEmail,
    EnsureAdministrator,
    ...KEYS,
    ResolveSession,
    PasswordAttempt,
    PasswordHasher,
    { provide: RefusalPace, useFactory: () => new RefusalPace(REFUSAL_FLOOR_MS) },
    { provide: AccessStore, useClass: TypeOrmAccessStore },
    { provide: APP_GUARD, useClass: SessionGuard },
  ],
  exports: [PersonalDataCipher, EnsureAdministrator, PrepareKeys, KeyStore, SealedPlaces, DataKeyHolder, LoadKeys, CreateUser, ListUsers],
})
export class AccessModule {}
