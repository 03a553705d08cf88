import { isStrongPassword, PASSWORD_PROFILES } from './domain/index.js';
import { initialPassword } from './initial-password.js';

it('every first password is strong, easy to read off, and like no other', () => {
  const passwords = Array.from({ length: 200 }, initialPassword);
  expect(passwords.filter((password) => Object.values(PASSWORD_PROFILES).some((profile) => !isStrongPassword(password, profile)))).toEqual(
    [],
  );
  expect(passwords.filter((password) => !/^([A-HJ-NP-Za-km-z2-9]{4}-){3}[A-HJ-NP-Za-km-z2-9]{4}$/.test(password))).toEqual([]);
  expect(new Set(passwords).size).toBe(200);
});
