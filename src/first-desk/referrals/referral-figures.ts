import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { dayOf, instantAt } from '../../foundation/kernel/time.js';
import { Reader } from '../../foundation/platform/database/index.js';
import { PARTNER_KINDS, type PartnerKind } from './domain/referral.js';
import { figuresOf, monthsCounted, type ReferralFigures } from './domain/referral-figures.js';
import { ReferralPartner } from './persistence/referrals.entities.js';
import { listCounted } from './persistence/referrals.queries.js';

/** From where families were sent: a service that has a link, or those of a kind that rang. */
export interface FigureOrigin {
  readonly code: string;
  readonly kind: PartnerKind;
  readonly name: string | null;
}

export interface CountedReferrals extends ReferralFigures {
  readonly origins: readonly FigureOrigin[];
}

/** How many families services sent in twelve months, and how that ended. For who reads figures and no family. */
@Injectable()
export class ReferralCounts {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  async count(): Promise<CountedReferrals> {
    const months = monthsCounted(this.clock.today());
    const rows = await listCounted(this.reader, instantAt(`${months.at(-1)!}-01`));
    const partners = await this.reader.find(ReferralPartner, { order: { name: 'ASC', id: 'ASC' } });
    const rang = new Set(rows.filter(({ partnerId }) => partnerId === null).map(({ kind }) => kind));
    const origins = PARTNER_KINDS.flatMap((kind): FigureOrigin[] => [
      ...partners.filter((one) => one.kind === kind).map(({ id, name }) => ({ code: id, kind, name })),
      ...(rang.has(kind) ? [{ code: kind, kind, name: null }] : []),
    ]);
    const counted = rows.map(({ partnerId, kind, receivedAt, outcome }) => ({
      origin: partnerId ?? kind,
      month: dayOf(receivedAt).slice(0, 7),
      outcome,
    }));
    return {
      ...figuresOf(
        counted,
        origins.map(({ code }) => code),
        months,
      ),
      origins,
    };
  }
}
