import { Injectable } from '@nestjs/common';
import { holdsWords, tellingWords } from '../../../foundation/kernel/plain-words.js';
import { Permission } from '../../../foundation/platform/security/index.js';
import { Finds, type Asked, type FindSource, type FoundGroup } from '../../../foundation/platform/web/index.js';
import { StaffAccounts } from '../staff-accounts.js';

/** The accounts of colleagues, by name or address. */
@Injectable()
export class FoundAccounts implements FindSource {
  readonly code = 'accounts';
  readonly order = 50;
  readonly permission = Permission.ManageAccounts;

  constructor(
    finds: Finds,
    private readonly accounts: StaffAccounts,
  ) {
    finds.add(this);
  }

  async find({ text }: Asked): Promise<FoundGroup> {
    const typed = tellingWords(text);
    const found = (await this.accounts.listAccounts()).filter(({ name, email }) =>
      holdsWords(typed, `${name} ${email}`),
    );
    return {
      lines: found.map(({ id, name, email }) => ({
        href: `/administration/comptes/${id}`,
        text: name,
        hint: email,
        families: [],
      })),
      all: '/administration',
      likeness: 'found',
    };
  }
}
