import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits: what the browser keeps. */
export const newSessionToken = (): string => randomBytes(32).toString('base64url');

/** What the database keeps, hex. The token has full entropy, so a plain hash is enough. */
export const hashSessionToken = (token: string): string => createHash('sha256').update(token).digest('hex');
