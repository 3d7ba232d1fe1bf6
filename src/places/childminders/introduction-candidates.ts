import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  Dossiers,
  FamilyExport,
  FamilyNotices,
  findAdults,
  triagesRequest,
  type ChildRequest,
  type FamilyNotice,
  type RequestFile,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { NotFound } from '../../foundation/kernel/refusal.js';
import { isFamilyOf, needSlots } from '../placement/index.js';
import { Reader } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { Territory } from '../../territory/territory/index.js';
import { entryOf, monthsAtEntry } from './asked-child.js';
import { ChildminderBook, type KnownChildminder } from './childminder-book.js';
import { suitsAge } from './domain/agreement.js';
import { compareFits, fitOf, fitsAtAll, type Fit, type Nearness } from './domain/fit.js';
import { isLive, shownToFamily } from './domain/introduction.js';
import { linkWay } from './domain/publication.js';
import { Introductions } from './introductions.js';
import type { Introduction } from './persistence/introduction.entity.js';

export interface Candidate extends KnownChildminder {
  readonly fit: Fit;
}

/** An introduction with the name of its childminder. */
export type NamedIntroduction = Introduction & { readonly childminder: string };

export interface IntroductionScreen {
  readonly file: RequestFile;
  /** `toRing`: no message reaches her, so the desk asks her on the telephone. */
  readonly introductions: readonly (NamedIntroduction & { readonly toRing: boolean })[];
  /** The best first. */
  readonly candidates: readonly Candidate[];
}

/** Whom a family may ring; null when it gave neither a telephone nor an address. */
export interface FamilyContact {
  readonly phone: string | null;
  readonly email: string | null;
}

/** The childminders who fit a request, for the desk that proposes them; and what each side sees of the other. */
@Injectable()
export class IntroductionCandidates implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly dossiers: Dossiers,
    private readonly territory: Territory,
    private readonly book: ChildminderBook,
    private readonly introductions: Introductions,
    private readonly family: FamilyNotices,
    private readonly exported: FamilyExport,
  ) {}

  onModuleInit(): void {
    this.family.ofRequests.join('childminders counts those who wait for the family', {
      may: isFamilyOf,
      read: (requestIds) => this.listNotices(requestIds),
    });
    this.exported.asked.join('childminders hands over “introductions”', {
      name: 'introductions',
      read: (requestIds) => this.listShown(requestIds),
    });
  }

  /** The read of the family is audited. @throws NotFound when the request is not of the actor's desk */
  async readScreen(actor: Actor, requestId: Id): Promise<IntroductionScreen> {
    const file = await this.dossiers.requestFile(actor, requestId);
    if (!triagesRequest(actor, file.request)) throw new NotFound('request');
    const introductions = await Promise.all(
      (await this.named(requestId)).map(async (one) => ({ ...one, toRing: await this.isRung(one) })),
    );
    const taken = new Set(introductions.filter(isLive).map(({ providerId }) => providerId));
    const candidates = await this.listFitting(file.request);
    return { file, introductions, candidates: candidates.filter(({ provider }) => !taken.has(provider.id)) };
  }

  /** The introductions of a request with the name of each childminder. The caller authorises. */
  async named(requestId: Id): Promise<NamedIntroduction[]> {
    const introductions = await this.introductions.ofRequest(requestId);
    return Promise.all(
      introductions.map(async (introduction) => ({
        ...introduction,
        childminder: (await this.book.read(introduction.providerId)).provider.name,
      })),
    );
  }

  /** What a family reads of the introductions of its requests, by request. */
  private async listShown(requestIds: readonly Id[]): Promise<Map<Id, NamedIntroduction[]>> {
    const shown = new Map<Id, NamedIntroduction[]>();
    for (const id of requestIds) shown.set(id, shownToFamily(await this.named(id)));
    return shown;
  }

  private async listNotices(requestIds: readonly Id[]): Promise<Map<Id, FamilyNotice>> {
    const notices = new Map<Id, FamilyNotice>();
    for (const [id, shown] of await this.listShown(requestIds)) {
      const count = shown.filter(({ state }) => state === 'proposed').length;
      const waits = {
        title: 'introduction.family.waiting',
        args: { count },
        text: 'introduction.family.waitingText',
        button: 'introduction.family.see',
      };
      if (shown.length > 0)
        notices.set(id, {
          waits: count > 0 ? waits : null,
          path: 'mises-en-relation',
          link: 'introduction.family.see',
        });
    }
    return notices;
  }

  /** How to reach the family of a request. */
  async contactOf({ dossierId }: ChildRequest): Promise<FamilyContact | null> {
    const adults = await findAdults(this.reader, [dossierId]);
    const adult = adults.find(({ phone }) => phone !== null) ?? adults.find(({ email }) => email !== null);
    return adult ? { phone: adult.phone, email: adult.email } : null;
  }

  private async isRung({ providerId }: Introduction): Promise<boolean> {
    const { provider, record } = await this.book.read(providerId);
    return record === null || linkWay(record.channel, provider) === null;
  }

  /** Who has a confirmed place that suits a request, the best first. The caller authorises. */
  async listFitting(request: ChildRequest): Promise<Candidate[]> {
    const today = this.clock.today();
    const [months, asked] = [monthsAtEntry(request, today), needSlots(request.need.week)];
    return (await this.book.listOpen(entryOf(request, today)))
      .flatMap((known) => {
        const { availability, record, provider } = known;
        if (availability.state !== 'free' || (months !== null && !suitsAge(record!.agedPlaces, months))) return [];
        return [{ ...known, fit: fitOf(availability.free, asked, this.nearness(request, provider.communeCode)) }];
      })
      .filter(({ fit }) => fitsAtAll(fit))
      .sort((a, b) => compareFits(a.fit, b.fit));
  }

  private nearness({ communeCode }: ChildRequest, other: string): Nearness {
    if (communeCode === other) return 'commune';
    const area = this.territory.commune(communeCode)?.livingAreaId ?? null;
    return area !== null && area === this.territory.commune(other)?.livingAreaId ? 'area' : 'elsewhere';
  }
}
