import { Injectable } from '@nestjs/common';
import { FamilyMessages, findAdults, type ChildRequest } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { phoneWords } from '../../foundation/kernel/phone-number.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import type { Provider } from '../../offer/supply/index.js';
import { Territory } from '../../territory/territory/index.js';
import { askedWords } from './asked-child.js';
import { ChildminderBook } from './childminder-book.js';
import { ChildminderMessages } from './childminder-messages.js';
import type { Childminder } from './persistence/childminders.entities.js';
import type { Introduction } from './persistence/introduction.entity.js';
import {
  CHILDMINDER_CHOSEN,
  CHILDMINDER_OVER,
  CHILDMINDER_REQUEST,
  INTRODUCTION_INTERESTED,
  INTRODUCTION_LOST,
  INTRODUCTION_MADE,
} from './message-kinds.js';

/**
 * What is written about introductions. A message to a childminder names no family: its telephone stands on her page,
 * from where it goes when the family is forgotten.
 */
@Injectable()
export class IntroductionNotices {
  constructor(
    private readonly clock: Clock,
    private readonly territory: Territory,
    private readonly families: FamilyMessages,
    private readonly childminders: ChildminderMessages,
    private readonly book: ChildminderBook,
  ) {}

  async askChildminder(tx: Tx, provider: Provider, record: Childminder, request: ChildRequest): Promise<void> {
    await this.childminders.writeMessage(tx, provider, record, {
      kind: CHILDMINDER_REQUEST,
      args: (words) => ({ ...askedWords(words, this.territory, request, this.clock.today()) }),
    });
  }

  async tellInterested(tx: Tx, request: ChildRequest): Promise<void> {
    await this.families.writeMessage(tx, {
      dossierId: request.dossierId,
      requestIds: [request.id],
      kind: INTRODUCTION_INTERESTED,
    });
  }

  /** Both said yes. */
  async tellIntroduced(tx: Tx, provider: Provider, record: Childminder, request: ChildRequest): Promise<void> {
    await this.childminders.writeMessage(tx, provider, record, { kind: CHILDMINDER_CHOSEN });
    const adults = await findAdults(tx, [request.dossierId]);
    const way = provider.phone !== null ? 'phone' : provider.email !== null ? 'email' : 'none';
    await this.families.writeMessage(tx, {
      dossierId: request.dossierId,
      requestIds: [request.id],
      kind: INTRODUCTION_MADE,
      args: () => ({
        childminder: provider.name,
        reach: provider.phone === null ? (provider.email ?? '') : phoneWords(provider.phone),
        way,
        yours: adults.some(({ phone }) => phone !== null) ? 'yes' : 'no',
      }),
    });
  }

  /** A childminder who had said yes learns that the family goes on without her. */
  async tellChildminderOver(tx: Tx, { providerId, interestedAt }: Introduction): Promise<void> {
    const { provider, record } = await this.book.read(providerId, undefined, tx);
    if (record && interestedAt !== null)
      await this.childminders.writeMessage(tx, provider, record, { kind: CHILDMINDER_OVER });
  }

  /** A family that had chosen her learns that she is not free after all. */
  async tellFamilyOver(tx: Tx, { providerId, introducedAt }: Introduction, request: ChildRequest): Promise<void> {
    if (introducedAt === null) return;
    const { provider } = await this.book.read(providerId, undefined, tx);
    await this.families.writeMessage(tx, {
      dossierId: request.dossierId,
      requestIds: [request.id],
      kind: INTRODUCTION_LOST,
      args: () => ({ childminder: provider.name }),
    });
  }
}
