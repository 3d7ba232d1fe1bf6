import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/database/index.js';
import type { Actor } from '../platform/security/index.js';
import { Settings } from '../platform/settings/index.js';

/** What the legal page and the receipt have to say, and only people know. */
export interface LegalFacts {
  readonly publisher: string;
  readonly dataProtection: string;
  readonly courtTown: string;
  /** Whether the legal service has validated what the receipt says about silence. */
  readonly silenceValidated: boolean;
}

@Injectable()
export class LegalTexts {
  constructor(
    private readonly settings: Settings,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async read(): Promise<LegalFacts> {
    return {
      publisher: await this.settings.get('publisher'),
      dataProtection: await this.settings.get('dataProtection'),
      courtTown: await this.settings.get('courtTown'),
      silenceValidated: await this.settings.get('silenceValidated'),
    };
  }

  async write(actor: Actor, facts: LegalFacts): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      await this.settings.changeSettings(tx, actor, facts);
    });
  }
}
