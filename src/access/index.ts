export { AccessModule } from './access.module.js';
export { CreateUser, type CreatedUser, type NewUser } from './create-user.js';
export { CurrentPrincipal, Demands, Public } from './decorators.js';
export * from './domain/index.js';
export { EnsureAdministrator, type FirstAdministrator } from './ensure-administrator.js';
export { ListUsers } from './list-users.js';
export { PersonalDataCipher } from './personal-data.js';
export { ACCESS_ENTITIES } from './typeorm/index.js';
export type { UserEntry, UserInfo } from './user-info.js';
