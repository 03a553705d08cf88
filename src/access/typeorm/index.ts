import { DataKeyEntity } from './data-key.entity.js';
import { EarlierPasswordEntity } from './earlier-password.entity.js';
import { HomeAddressEntity } from './home-address.entity.js';
import { LogInCountEntity } from './log-in-count.entity.js';
import { SealingKeyEntity } from './sealing-key.entity.js';
import { RecoveryCodeEntity, SecondFactorEntity, SecondFactorRoleEntity } from './second-factor.entities.js';
import { UserAccountEntity } from './user-account.entity.js';
import { UserSessionEntity } from './user-session.entity.js';

/** For the application's schema. */
export const ACCESS_ENTITIES = [
  UserAccountEntity,
  UserSessionEntity,
  DataKeyEntity,
  SealingKeyEntity,
  EarlierPasswordEntity,
  LogInCountEntity,
  HomeAddressEntity,
  SecondFactorEntity,
  RecoveryCodeEntity,
  SecondFactorRoleEntity,
] as const;
export { TypeOrmAccessStore } from './access.store.typeorm.js';
export { TypeOrmKeyStore } from './key.store.typeorm.js';
export { TypeOrmLogInLimitStore } from './log-in-limit.store.typeorm.js';
export { TypeOrmSealedPlaces } from './sealed-places.typeorm.js';
export { TypeOrmSecondFactorStore } from './second-factor.store.typeorm.js';
