import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { Principal, Right } from './domain/index.js';
import type { ActiveSession } from './resolve-session.js';
import { addressOf, requestOf, sessionOf } from './session-request.js';

export const PUBLIC = 'access:public';
export const BEFORE_PASSWORD_CHANGE = 'access:before-password-change';
export const BEFORE_SECOND_FACTOR = 'access:before-second-factor';
export const DEMANDS = 'access:demands';

/** The route needs no session. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC, true);

/** The route stays open to a user who has to change the password first. */
export const BeforePasswordChange = (): MethodDecorator & ClassDecorator => SetMetadata(BEFORE_PASSWORD_CHANGE, true);

/** The route stays open to a user who has to set up a second factor first. */
export const BeforeSecondFactor = (): MethodDecorator & ClassDecorator => SetMetadata(BEFORE_SECOND_FACTOR, true);

/** The guard refuses principals without this right. */
export const Demands = (right: Right): MethodDecorator & ClassDecorator => SetMetadata(DEMANDS, right);

/** The `Principal` who sent the request. */
export const CurrentPrincipal = createParamDecorator((_: unknown, context: ExecutionContext): Principal => sessionOf(context).principal);

/** The `ActiveSession` in which the request came. */
export const CurrentSession = createParamDecorator((_: unknown, context: ExecutionContext): ActiveSession => sessionOf(context));

/** The network address that the request came from, see `networkOf`. */
export const ClientAddress = createParamDecorator((_: unknown, context: ExecutionContext): string => addressOf(requestOf(context)));
