import type { CreatedUserResponse } from '../../src/access/access.dto.js';
import type { UserRole } from '../../src/access/index.js';
import { ApiClient, body } from './api-client.js';
import type { Application } from './processes.js';

export const CITY_CODE = '150800';
export const LINHE = '150802';
export const WUYUAN = '150821';

/** The first administrator, past the password that the console printed. */
export async function administratorOf(application: Application): Promise<ApiClient> {
  const { initialPassword } = application;
  if (initialPassword === undefined) throw new Error('The first start printed no password.');
  return logInFirst(application.address, 'admin', initialPassword);
}

let made = 0;

/** A new user, logged in, with a password of the own; `sign` stands before the name that others see. */
export async function userWith(administrator: ApiClient, role: UserRole, regionCode: string, name?: string, sign = ''): Promise<ApiClient> {
  made += 1;
  const username = name ?? `user${made}`;
  const request = { username, displayName: `${sign}${role} ${regionCode}`, role, regionCode };
  const { initialPassword } = await body(administrator.post<CreatedUserResponse>('/api/users', request));
  return logInFirst(administrator.address, username, initialPassword);
}

/** Logs in with a first password, and changes it. */
export async function logInFirst(address: string, username: string, currentPassword: string): Promise<ApiClient> {
  const client = new ApiClient(address);
  await body(client.logIn(username, currentPassword));
  await body(client.post('/api/session/password', { currentPassword, newPassword: passwordOf(username) }));
  return client;
}

/** After the first log-in. */
export const passwordOf = (username: string): string => `Correct-Horse-${username}-9`;

/** Logs in somebody whose first password was changed before. */
export async function logInAgain(address: string, username: string): Promise<ApiClient> {
  const client = new ApiClient(address);
  await body(client.logIn(username, passwordOf(username)));
  return client;
}
