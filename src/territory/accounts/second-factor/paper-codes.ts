import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import type { Id } from '../../../foundation/kernel/ids.js';
import { hashSecret, newCode, readCode } from '../../../foundation/platform/security/index.js';
import { Passwords } from '../passwords.js';

const CODES = 10;
const SALT_BYTES = 16;

export interface MadePaper {
  readonly codes: readonly string[];
  readonly hashes: readonly string[];
}

/** A code as it was hashed before it was hashed slowly: with its account, by SHA-256. */
const fastHashOf = (accountId: Id, code: string): string => hashSecret(`${accountId}:${code}`);
/** A hash of Argon2 begins so (PHC string); the fourth part after it is its salt. */
const isSlow = (hash: string): boolean => hash.startsWith('$');

function saltOf(hashes: readonly string[]): Buffer | null {
  const slow = hashes.find(isSlow);
  return slow === undefined ? null : Buffer.from(slow.split('$')[4]!, 'base64');
}

/**
 * Codes on paper, hashed as slowly as passwords (ASVS 6.5.2): they are short enough to be guessed by who has a copy of
 * the database. The ten of an account share one salt, so that one hash tells which of them was typed.
 */
@Injectable()
export class PaperCodes {
  constructor(private readonly passwords: Passwords) {}

  /** Takes a third of a second: never called inside a unit of work. */
  async makeCodes(accountId: Id): Promise<MadePaper> {
    const codes = Array.from({ length: CODES }, newCode);
    return { codes, hashes: await this.hashAll(codes.map((code) => fastHashOf(accountId, code))) };
  }

  /** @returns the hashes by which a typed code may be kept; none when it is not such a code */
  async hashTyped(accountId: Id, typed: string, kept: readonly string[]): Promise<readonly string[]> {
    const code = readCode(typed);
    if (code === null || kept.length === 0) return [];
    const fast = fastHashOf(accountId, code);
    const salt = saltOf(kept);
    return salt ? [fast, await this.passwords.hashInTurn(fast, salt)] : [fast];
  }

  /** Whether some were hashed before they were hashed slowly. */
  areOld(hashes: readonly string[]): boolean {
    return hashes.some((hash) => !isSlow(hash));
  }

  /** Hashes slowly those that were not: what was printed before goes on working. */
  async hashAnew(hashes: readonly string[]): Promise<readonly string[]> {
    return [
      ...hashes.filter(isSlow),
      ...(await this.hashAll(
        hashes.filter((hash) => !isSlow(hash)),
        saltOf(hashes),
      )),
    ];
  }

  private async hashAll(fast: readonly string[], salt: Buffer | null = null): Promise<string[]> {
    const shared = salt ?? randomBytes(SALT_BYTES);
    return Promise.all(fast.map((hash) => this.passwords.hashInTurn(hash, shared)));
  }
}
