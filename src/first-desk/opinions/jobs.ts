import { Injectable, type OnModuleInit } from '@nestjs/common';
import { jobType } from '../../foundation/kernel/job-type.js';
import { Nightly } from '../../foundation/platform/queue/index.js';
import { AskedOpinions } from './asked-opinions.js';

const EMPTY_CONTACTS = jobType('opinions.empty-contacts');

/** After the end of a question: so long a person can be asked again without typing its contact anew. */
const KEPT_DAYS = 30;

/** Forgets every night how to reach people whose questions ended long enough ago. */
@Injectable()
export class OpinionNights implements OnModuleInit {
  constructor(
    private readonly nightly: Nightly,
    private readonly opinions: AskedOpinions,
  ) {}

  onModuleInit(): Promise<void> {
    return this.nightly.every(EMPTY_CONTACTS, '02:40', (tx) => this.opinions.emptyContacts(tx, KEPT_DAYS));
  }
}
