import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MachineClock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { jobType } from '../../../foundation/kernel/job-type.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import { Reader, type Tx } from '../../../foundation/platform/database/index.js';
import { Nightly } from '../../../foundation/platform/queue/index.js';
import { SealedTexts } from '../../../foundation/platform/sealed-files/index.js';
import { StaffFactor } from '../persistence/accounts.entities.js';
import { newFactorKey, stepOfCode } from './one-time-codes.js';
import { PaperCodes } from './paper-codes.js';

const JOB = jobType('accounts.codes');
/** With the files of families, which the same keys seal. */
const HOUR = '03:25';

/** A key that a person is shown. It holds once a code of it was typed. */
export interface ProposedKey {
  readonly key: string;
  /** The key for the hidden field of the form, which nobody else's form can use. */
  readonly sealed: string;
}

export interface FactorStanding {
  readonly since: Instant;
  readonly recoveryLeft: number;
}

/** What somebody typed, and the hashes by which it may be kept as a code on paper. */
export interface TypedCode {
  readonly typed: string;
  readonly paper: readonly string[];
}

/** `paper`: one of the codes on paper, of which so many are left. */
export type FactorAnswer = 'wrong' | 'code' | { readonly paper: number };

/** The key as it is kept; one that is only proposed does not open as such. */
const KEPT = (accountId: Id): string => `factor:${accountId}`;
const PROPOSED = (accountId: Id): string => `factor-proposed:${accountId}`;

/** The second proof of who signs in: a code of a telephone, once, or one of ten codes on paper, once each. */
@Injectable()
export class SecondFactors implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly clock: MachineClock,
    private readonly paper: PaperCodes,
    private readonly seals: SealedTexts,
    private readonly nightly: Nightly,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.nightly.every(JOB, HOUR, (tx) => this.sealAnew(tx));
  }

  /** @returns null for an account that has none yet */
  async readStanding(from: Reader | Tx, accountId: Id): Promise<FactorStanding | null> {
    const factor = await from.findOne(StaffFactor, { accountId });
    return factor && { since: factor.setUpAt, recoveryLeft: factor.recoveryHashes.length };
  }

  proposeKey(accountId: Id): ProposedKey {
    const key = newFactorKey();
    return { key, sealed: this.seals.sealText(PROPOSED(accountId), key) };
  }

  /** @returns the key of a form; null when it is not of this account, or was altered */
  openProposed(accountId: Id, sealed: string): ProposedKey | null {
    try {
      return { key: this.seals.openText(PROPOSED(accountId), sealed), sealed };
    } catch {
      return null;
    }
  }

  /** Whether a code is one of a key that is only proposed. */
  isCodeOf(key: string, typed: string): boolean {
    return stepOfCode(key, typed, this.clock.now(), 0) !== null;
  }

  /** @param paperHashes of the codes on paper. @returns false when the code is wrong, or a factor is there */
  async setUp(tx: Tx, accountId: Id, key: string, typed: string, paperHashes: readonly string[]): Promise<boolean> {
    const lastStep = stepOfCode(key, typed, this.clock.now(), 0);
    return lastStep !== null && (await this.insert(tx, accountId, key, lastStep, paperHashes));
  }

  /** Gives an account of a demonstration or a test the codes of a key that is known, unless it has some. */
  async ensureKnownKey(tx: Tx, accountId: Id, key: string): Promise<void> {
    await this.insert(tx, accountId, key, 0, []);
  }

  /** Does what takes long of judging a code, before a unit of work is opened. */
  async readTyped(accountId: Id, typed: string): Promise<TypedCode> {
    const kept = (await this.reader.findOne(StaffFactor, { accountId }))?.recoveryHashes ?? [];
    return { typed, paper: await this.paper.hashTyped(accountId, typed, kept) };
  }

  /** Judges a typed code, and uses it up. */
  async useCode(tx: Tx, accountId: Id, { typed, paper }: TypedCode): Promise<FactorAnswer> {
    const factor = await tx.lock(StaffFactor, { accountId });
    if (!factor) return 'wrong';
    const key = this.seals.openText(KEPT(accountId), factor.sealedKey);
    const lastStep = stepOfCode(key, typed, this.clock.now(), factor.lastStep);
    if (lastStep !== null) {
      await tx.update(StaffFactor, { accountId }, { lastStep });
      return 'code';
    }
    const hash = factor.recoveryHashes.find((known) => paper.includes(known));
    if (hash === undefined) return 'wrong';
    const recoveryHashes = factor.recoveryHashes.filter((other) => other !== hash);
    await tx.update(StaffFactor, { accountId }, { recoveryHashes });
    return { paper: recoveryHashes.length };
  }

  /** Replaces the codes on paper. */
  async renewPaper(tx: Tx, accountId: Id, recoveryHashes: readonly string[]): Promise<void> {
    await tx.update(StaffFactor, { accountId }, { recoveryHashes });
  }

  /** Takes the codes away: the next sign-in sets up others. */
  async remove(tx: Tx, accountId: Id): Promise<void> {
    await tx.delete(StaffFactor, { accountId });
  }

  /** Seals anew what an older key sealed. @returns whether more of it remains */
  private async sealAnew(tx: Tx): Promise<boolean> {
    const old = (await tx.find(StaffFactor)).filter(({ sealedKey }) => this.seals.isOld(sealedKey));
    for (const { accountId, sealedKey } of old) {
      const about = KEPT(accountId);
      const key = this.seals.openText(about, sealedKey);
      await tx.update(StaffFactor, { accountId, sealedKey }, { sealedKey: this.seals.sealText(about, key) });
    }
    return this.hashOldPaper(tx);
  }

  /** One account at a time, since the unit of work waits for it. @returns whether more of it remains */
  private async hashOldPaper(tx: Tx): Promise<boolean> {
    const old = (await tx.find(StaffFactor)).filter(({ recoveryHashes }) => this.paper.areOld(recoveryHashes));
    const [first] = old;
    if (!first) return false;
    const { accountId } = first;
    const locked = (await tx.lock(StaffFactor, { accountId }))!;
    await this.renewPaper(tx, accountId, await this.paper.hashAnew(locked.recoveryHashes));
    return old.length > 1;
  }

  private insert(
    tx: Tx,
    accountId: Id,
    key: string,
    lastStep: number,
    recoveryHashes: readonly string[],
  ): Promise<boolean> {
    return tx.insertIfAbsent(StaffFactor, {
      accountId,
      sealedKey: this.seals.sealText(KEPT(accountId), key),
      setUpAt: this.clock.now(),
      lastStep,
      recoveryHashes,
    });
  }
}
