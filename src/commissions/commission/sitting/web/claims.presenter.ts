import { Injectable } from '@nestjs/common';
import type { Id } from '../../../../foundation/kernel/ids.js';
import { type Claim, exchangesIn, type Instance, type Place, type Places } from '../../../matching/index.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Supply } from '../../../../offer/supply/index.js';
import { Sentences } from '../../bodies/web/sentences.js';
import { rivalsOf } from '../../domain/claim-causes.js';
import { claimChanges, claimKey, type ClaimEffect } from '../../domain/claim-changes.js';
import {
  combinationKey,
  toldClaims,
  type ClaimedPlace,
  type Combination,
  type ToldClaim,
} from '../../domain/family-claims.js';
import { sectionIdOf } from '../section-ids.js';
import type { Sitting } from '../session-queries.js';
import { claimLine, type NamedClaim, type NamedPlace } from './claim-words.js';

/** What everybody holds when a claim is told, in the terms of the instance whose wishes it counts. */
interface Held {
  readonly instance: Instance;
  readonly places: Places;
}

/**
 * What families could object to the proposal and the decisions. Every family is listed, by the numbers of the agenda,
 * with the best of its claims, as in the minutes.
 */
@Injectable()
export class ClaimsPresenter {
  constructor(
    private readonly say: Sentences,
    private readonly supply: Supply,
  ) {}

  /** How many families could rightly claim a place now. */
  countRemaining(sitting: Sitting): number {
    const now = sitting.prepared?.now;
    return now ? this.told(sitting, now.claims, now).size : 0;
  }

  /**
   * The claims that remain now, those that decisions have created and removed since the preparation, and the exchanges
   * that the proposal does not make.
   */
  model(words: Translator, sitting: Sitting): Record<string, unknown> | null {
    if (!sitting.prepared) return null;
    const { first, now } = sitting.prepared;
    const shown = ({ family }: Claim): boolean => !sitting.hidden.has(family);
    const { created, settled } = claimChanges(first, now);
    const createdKeys = new Set(created.map((claim) => claimKey(now.instance, claim)));
    const others = now.claims.filter((claim) => !createdKeys.has(claimKey(now.instance, claim)));
    const stood = this.told(sitting, others, now);
    const isCreated = (family: Id, claim: ToldClaim): boolean => {
      const before = stood.get(family);
      return !before || combinationKey(before) !== combinationKey(claim);
    };
    const { t } = words;
    return {
      remaining: [...this.told(sitting, now.claims, now)].map(([family, claim]) => ({
        text: [this.claimSentence(words, claim), ...this.heldBy(words, sitting, family)].join(' '),
        tag: isCreated(family, claim) ? { text: t('commission.claims.created'), tone: 'warning' } : null,
      })),
      settled: this.sentences(words, sitting, settled, first),
      unproven: now.proven ? null : t('commission.claims.unproven'),
      exchanges: exchangesIn(now.instance, now.places, now.claims)
        .filter(({ families, claims }) => !families.some((family) => sitting.hidden.has(family)) && claims.every(shown))
        .map(({ families: [first, other], places: [mine, theirs], outcome, claims }) => ({
          text: t('commission.claims.exchange', {
            one: this.numbers(words, sitting, first),
            other: this.numbers(words, sitting, other),
            mine: this.sectionName(words, mine),
            theirs: this.sectionName(words, theirs),
          }),
          claims: this.sentences(words, sitting, claims, { instance: now.instance, places: outcome }),
        })),
    };
  }

  changes(
    words: Translator,
    sitting: Sitting,
    { created, settled, ...after }: ClaimEffect,
  ): Record<string, readonly string[]> {
    return {
      created: this.sentences(words, sitting, created, after),
      settled: this.sentences(words, sitting, settled, sitting.prepared!.now),
    };
  }

  /** A claim with the present names of its places. */
  named(words: Translator, { numbers, gains, leaves }: Combination, others = 0): NamedClaim {
    const named = (places: readonly ClaimedPlace[]): NamedPlace[] =>
      places.map(({ number, slots, from, ...place }) => {
        const section = this.sectionName(words, place);
        const week =
          slots === null
            ? section
            : words.t('commission.claims.week', { place: section, slots: this.say.slots(words, slots) });
        return {
          number,
          place:
            from === undefined
              ? week
              : words.t('commission.claims.fromDay', { place: week, day: from === null ? 'own' : words.day(from) }),
        };
      });
    return { numbers, gains: named(gains), leaves: named(leaves), others };
  }

  private sentences(words: Translator, sitting: Sitting, claims: readonly Claim[], held: Held): string[] {
    return [...this.told(sitting, claims, held).values()].map((claim) => this.claimSentence(words, claim));
  }

  /** One for each family that the reader may know of, and that still has a case in the session. */
  private told(
    { prepared, hidden }: Sitting,
    claims: readonly Claim[],
    { instance, places }: Held,
  ): Map<Id, ToldClaim> {
    const numbers = new Map(prepared!.cases.map(({ id, agendaNumber }) => [id, agendaNumber]));
    const shown = claims.filter(({ family }) => !hidden.has(family));
    return toldClaims(instance, places, shown, (id) => numbers.get(id) ?? null);
  }

  /** By which decisions children who rank after a family hold what it could claim. Members may take these back. */
  private heldBy({ t, list }: Translator, { prepared, hidden }: Sitting, family: Id): string[] {
    const rivals = new Set(rivalsOf(prepared!.now, family).map(({ child }) => child));
    const numbers = prepared!.cases
      .filter(({ id, dossierId, decision }) => rivals.has(id) && decision === 'admit' && !hidden.has(dossierId))
      .map(({ agendaNumber }) => agendaNumber)
      .sort((a, b) => a - b);
    return numbers.length === 0
      ? []
      : [t('commission.claims.heldBy', { count: numbers.length, numbers: list(numbers.map(String)) })];
  }

  private claimSentence(words: Translator, claim: ToldClaim): string {
    return claimLine(words, this.named(words, claim, claim.others));
  }

  private numbers(words: Translator, { agenda, prepared }: Sitting, family: string): string {
    const { children } = prepared!.now.instance.families[family]!;
    return words.list(
      agenda
        .filter(({ id }) => children.includes(id))
        .map(({ agendaNumber }) => agendaNumber)
        .sort((a, b) => a - b)
        .map(String),
    );
  }

  private sectionName(words: Translator, place: Pick<Place, 'at' | 'section'>): string {
    return this.say.sectionName(words, sectionIdOf(this.supply, place));
  }
}
