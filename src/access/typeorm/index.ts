import { DataKeyEntity } from './data-key.entity.js';
import { SealingKeyEntity } from './sealing-key.entity.js';
import { UserAccountEntity } from './user-account.entity.js';
import { UserSessionEntity } from './user-session.entity.js';

/** For the application's schema. */
export const ACCESS_ENTITIES = [UserAccountEntity, UserSessionEntity, DataKeyEntity, SealingKeyEntity] as const;
export { TypeOrmAccessStore } from './access.store.typeorm.js';
export { TypeOrmKeyStore } from './key.store.typeorm.js';
export { TypeOrmSealedPlaces } from './sealed-places.typeorm.js';
