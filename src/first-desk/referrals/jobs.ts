import { Injectable, type OnModuleInit } from '@nestjs/common';
import { jobType } from '../../foundation/kernel/job-type.js';
import { Nightly } from '../../foundation/platform/queue/index.js';
import { ReferralActs } from './referral-acts.js';

const FORGET = jobType('referrals.forget');

/** Forgets every night the names and contacts whose two months are over. */
@Injectable()
export class ReferralNights implements OnModuleInit {
  constructor(
    private readonly nightly: Nightly,
    private readonly acts: ReferralActs,
  ) {}

  onModuleInit(): Promise<void> {
    return this.nightly.every(FORGET, '02:50', (tx) => this.acts.forgetOld(tx));
  }
}
