import { randomInt } from 'node:crypto';
import { isStrongPassword, PASSWORD_PROFILES } from './domain/index.js';

// Without 0/O, 1/l/I: it is read off a screen or a slip of paper once.
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_LENGTH = 4;

/** A random first password, such as `hT7k-Qm3x-…`: about 92 bits. */
export function initialPassword(): string {
  const password = Array.from({ length: GROUPS }, randomGroup).join('-');
  const fits = Object.values(PASSWORD_PROFILES).every((profile) => isStrongPassword(password, profile));
  return fits ? password : initialPassword();
}

const randomGroup = (): string => Array.from({ length: GROUP_LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
