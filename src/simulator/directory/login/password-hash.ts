import { scryptSync, timingSafeEqual } from 'node:crypto';
import type { PasswordHash } from '../../world/directory-record.ts';

// Three milliseconds: a made-up domain on the loopback needs no more, and a test sets hundreds.
const COST = { N: 1024, r: 8, p: 1 };

/** `random` makes the salt: numbers in [0, 1). */
export function hashPassword(password: string, random: () => number): PasswordHash {
  const salt = Buffer.from(Array.from({ length: 16 }, () => Math.floor(random() * 256)));
  return { salt: salt.toString('base64'), hash: scrypt(password, salt).toString('base64') };
}

export function isPassword(password: string, kept: PasswordHash): boolean {
  return timingSafeEqual(scrypt(password, Buffer.from(kept.salt, 'base64')), Buffer.from(kept.hash, 'base64'));
}

function scrypt(password: string, salt: Buffer): Buffer {
  return scryptSync(password.normalize('NFC'), salt, 32, COST);
}
