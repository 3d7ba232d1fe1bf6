import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { addMonths, type Day } from '../../foundation/kernel/time.js';
import { UnitOfWork } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { Settings } from '../../foundation/platform/settings/index.js';

/** What the legal page, the accessibility statement and the receipt have to say, and only people know. */
export interface LegalFacts {
  readonly publisher: string;
  readonly dataProtection: string;
  readonly courtTown: string;
  /** Of the accessibility statement; empty for what is known otherwise, or not published yet. */
  readonly accessibilityEntity: string;
  readonly siteAddress: string;
  readonly accessibilityContact: string;
  readonly accessibilityScheme: string;
  readonly accessibilityActions: string;
  /** Whether the legal service has validated what the receipt says about silence. */
  readonly silenceValidated: boolean;
}

/** The rule of silence as the territory has set it, for a request that is sent today. */
export interface SilenceRule {
  readonly from: Day;
  readonly meansRefusal: boolean;
  /** Empty while nobody has named it. */
  readonly courtTown: string;
}

@Injectable()
export class LegalTexts {
  constructor(
    private readonly settings: Settings,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async read(): Promise<LegalFacts> {
    return {
      publisher: await this.settings.get('publisher'),
      dataProtection: await this.settings.get('dataProtection'),
      courtTown: await this.settings.get('courtTown'),
      accessibilityEntity: await this.settings.get('accessibilityEntity'),
      siteAddress: await this.settings.get('siteAddress'),
      accessibilityContact: await this.settings.get('accessibilityContact'),
      accessibilityScheme: await this.settings.get('accessibilityScheme'),
      accessibilityActions: await this.settings.get('accessibilityActions'),
      silenceValidated: await this.settings.get('silenceValidated'),
    };
  }

  async readSilence(): Promise<SilenceRule> {
    return {
      from: addMonths(this.clock.today(), await this.settings.get('silenceMonths')),
      meansRefusal: await this.settings.get('silenceMeansRefusal'),
      courtTown: await this.settings.get('courtTown'),
    };
  }

  async write(actor: Actor, facts: LegalFacts): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      await this.settings.changeSettings(tx, actor, facts);
    });
  }
}
