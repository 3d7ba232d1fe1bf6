import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from '../../../../foundation/kernel/clock.js';
import type { Id } from '../../../../foundation/kernel/ids.js';
import { NotFound } from '../../../../foundation/kernel/refusal.js';
import { networkOf, type Actor } from '../../../../foundation/platform/security/index.js';
import { FoundAt, redirect, type Redirect } from '../../../../foundation/platform/web/index.js';
import { Supply } from '../../../../offer/supply/index.js';
import { Territory } from '../../../../territory/territory/index.js';
import { familySecretOf } from '../../messages/family-access.js';
import { FamilyCookie } from '../../messages/web/family-cookie.js';
import { Drafts, type OpenDraft } from '../drafts.js';
import { HourlyLimits } from '../hourly-limits.js';
import type { RemovedPart } from '../../domain/draft-parts.js';
import type { Draft } from '../../persistence/dossier.entities.js';
import { stepsOf, type Step } from '../../answers/web/journey.js';
import type { PageTarget } from '../../answers/web/question.presenter.js';
import type { Desk, Topic } from '../../answers/web/topics/topic.js';

/** The browser in which a page of a draft is saved. */
export interface DraftBrowser {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Where a page is left to, once what is typed there is kept. @param here the end of its address */
export const leaving = (draftId: Id, here: string, leave: 'list' | 'stay'): Redirect =>
  leave === 'list' ? redirect(`/dossier/${draftId}`) : redirect(`/dossier/${draftId}/${here}`);

/** What the pages of a draft share: who holds it, how strict the desk is, which steps remain. */
@Injectable()
export class DraftPages {
  constructor(
    private readonly drafts: Drafts,
    private readonly supply: Supply,
    private readonly territory: Territory,
    private readonly clock: Clock,
    private readonly limits: HourlyLimits,
    private readonly cookie: FamilyCookie,
  ) {}

  /**
   * A draft that is not sent yet. @throws NotFound when it is not the actor's; FoundAt when it was sent: it can no
   * longer change, and who goes back to one of its pages reads its receipt
   */
  async unsent(actor: Actor, draftId: Id): Promise<OpenDraft> {
    const draft = await this.drafts.readDraft(actor, draftId);
    if (draft.dossierId) throw new FoundAt(`/dossier/${draftId}/recu`, 'dossier.receipt.alreadySent');
    return draft;
  }

  desk(draft: Draft): Desk {
    return {
      strict: draft.origin === 'parent',
      today: this.clock.today(),
      communes: this.territory.communes(),
      establishments: this.supply.establishments(),
    };
  }

  target(draft: Draft): PageTarget {
    const base = `/dossier/${draft.id}`;
    return { base, back: base, version: draft.version, counter: draft.origin === 'counter', follow: false };
  }

  steps(draft: Draft): Step[] {
    return stepsOf(draft.form, {
      answered: draft.answered,
      knownProviders: this.supply.wishableIds(),
      today: this.clock.today(),
    });
  }

  /** `rank` as in the address: from 1. @throws NotFound when the form has no such page */
  indexOf(topic: Topic | undefined, draft: Draft, rank: string | undefined): number {
    const index = rank === undefined ? 0 : Number(rank) - 1;
    if (!topic || !Number.isInteger(index) || index < 0 || index >= topic.count(draft.form)) throw new NotFound('page');
    return index;
  }

  /**
   * @param browser where a contact or a child may be typed: its cookie is then renewed
   * @throws Conflict when the draft has changed since the person saw it
   * @throws TooManyAttempts when this first answer would begin one draft more than a network may begin
   */
  async saveDraft(
    draft: OpenDraft,
    version: string,
    change: (form: Draft['form']) => Draft['form'],
    topic: string,
    removed: RemovedPart | null = draft.removed,
    browser: DraftBrowser | null = null,
  ): Promise<OpenDraft> {
    const { holder } = draft;
    const secret = browser && familySecretOf(browser.request);
    const typing = browser && secret !== null ? { secret, network: networkOf(browser.request) } : null;
    const save = (): Promise<string | null> =>
      this.drafts.saveDraft({ ...draft, version: Number(version) }, change, topic, removed, typing);
    const begun = holder.kind === 'family' ? holder.unwritten : undefined;
    const cookie = await (begun ? this.limits.limitBeginning(begun.network, draft, save) : save());
    if (browser && cookie !== null) this.cookie.renew(browser.reply, cookie);
    return { ...draft, form: change(draft.form), answered: [...draft.answered, topic], version: draft.version + 1 };
  }
}
