import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { Config } from '../platform/config/config.js';
import { CONFIG } from '../platform/config/config.module.js';
import { AccessController } from './access.controller.js';
import { AccessStore } from './access.store.js';
import { AuditModule } from './audit/audit.module.js';
import { BindDataKey } from './bind-data-key.js';
import { ChangePassword } from './change-password.js';
import { CreateUser } from './create-user.js';
import { loadDataKey } from './data-key.js';
import { EnsureAdministrator } from './ensure-administrator.js';
import { ListUsers } from './list-users.js';
import { LogIn } from './log-in.js';
import { LogOut } from './log-out.js';
import { PasswordAttempt } from './password-attempt.js';
import { PasswordHasher } from './password-hasher.js';
import { PersonalDataCipher } from './personal-data.js';
import { RecordRefusals } from './record-refusals.js';
import { REFUSAL_FLOOR_MS, RefusalPace } from './refusal-pace.js';
import { ResolveSession } from './resolve-session.js';
import { SetEmail } from './set-email.js';
import { SessionGuard } from './session.guard.js';
import { TypeOrmAccessStore } from './typeorm/index.js';

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
    BindDataKey,
    RecordRefusals,
    ResolveSession,
    PasswordAttempt,
    PasswordHasher,
    { provide: RefusalPace, useFactory: () => new RefusalPace(REFUSAL_FLOOR_MS) },
    { provide: AccessStore, useClass: TypeOrmAccessStore },
    {
      provide: PersonalDataCipher,
      inject: [CONFIG],
      useFactory: async (config: Config) => new PersonalDataCipher(await loadDataKey(config)),
    },
    { provide: APP_GUARD, useClass: SessionGuard },
  ],
  exports: [PersonalDataCipher, EnsureAdministrator, BindDataKey, CreateUser, ListUsers, RecordRefusals],
})
export class AccessModule {}
