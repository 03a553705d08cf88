import { DataKeyEntity } from './data-key.entity.js';
import { UserAccountEntity } from './user-account.entity.js';
import { UserSessionEntity } from './user-session.entity.js';

/** For the application's schema. */
export const ACCESS_ENTITIES = [UserAccountEntity, UserSessionEntity, DataKeyEntity] as const;
export { TypeOrmAccessStore } from './access.store.typeorm.js';
