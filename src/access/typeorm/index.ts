import { UserAccountEntity } from './user-account.entity.js';
import { UserSessionEntity } from './user-session.entity.js';

/** For the application's schema. */
export const ACCESS_ENTITIES = [UserAccountEntity, UserSessionEntity] as const;
export { TypeOrmAccessStore } from './access.store.typeorm.js';
