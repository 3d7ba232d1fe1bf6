import { Injectable } from '@nestjs/common';
import { exchangesIn, wishesOf, type Claim, type Place } from '../../admission/domain/index.js';
import type { Translator } from '../../platform/i18n/index.js';
import { Supply } from '../../supply/index.js';
import { claimChanges, type ClaimChanges } from '../domain/claim-changes.js';
import type { Candidacy } from '../persistence/commission.entities.js';
import { sectionIdOf } from '../section-ids.js';
import type { Sitting } from '../session-reads.js';
import { Sentences } from './sentences.js';

/** What families could hold against what is proposed and decided: each claim by the numbers of the agenda, none hidden. */
@Injectable()
export class ClaimsPresenter {
  constructor(
    private readonly say: Sentences,
    private readonly supply: Supply,
  ) {}

  /** What remains as things stand; what decisions have created and settled since the preparation; exchanges that the proposal leaves aside. */
  model(words: Translator, sitting: Sitting): Record<string, unknown> | null {
    if (!sitting.prepared) return null;
    const { first, now } = sitting.prepared;
    const shown = ({ family }: Claim): boolean => !sitting.hidden.has(family);
    const { created, settled } = claimChanges(first.claims, now.claims);
    const { t } = words;
    return {
      remaining: now.claims.filter(shown).map((claim) => ({
        text: this.sentence(words, sitting, claim), tag: created.includes(claim) ? { text: t('commission.claims.created'), tone: 'warning' } : null,
      })),
      settled: settled.filter(shown).map((claim) => this.sentence(words, sitting, claim)),
      unproven: now.proven ? null : t('commission.claims.unproven'),
      exchanges: exchangesIn(now.instance, now.places, now.claims).filter(({ families, claims }) => !families.some((family) => sitting.hidden.has(family)) && claims.every(shown)).map(({ families: [one, other], places: [mine, theirs], claims }) => ({
        text: t('commission.claims.exchange', {
          one: this.numbers(words, sitting, one), other: this.numbers(words, sitting, other), mine: this.section(words, mine), theirs: this.section(words, theirs),
        }),
        claims: claims.map((claim) => this.sentence(words, sitting, claim)),
      })),
    };
  }

  changes(words: Translator, sitting: Sitting, { created, settled }: ClaimChanges): Record<string, readonly string[]> {
    const said = (claims: readonly Claim[]): string[] => claims.filter(({ family }) => !sitting.hidden.has(family)).map((claim) => this.sentence(words, sitting, claim));
    return { created: said(created), settled: said(settled) };
  }

  /** What remained when the session closed, for its minutes. */
  left(words: Translator, agenda: readonly Pick<Candidacy, 'agendaNumber' | 'explanation'>[]): string[] {
    return agenda.flatMap(({ agendaNumber, explanation }) => (explanation?.claims ?? []).map((place) => (
      words.t('commission.claims.one', { numbers: String(agendaNumber), places: this.section(words, place) }))));
  }

  /** `N° 4 : Crèche des Lilas, Bébés`; of a family with several children, what each of them would have. */
  private sentence(words: Translator, sitting: Sitting, { family, wish }: Claim): string {
    const places = wishesOf(sitting.prepared!.now.instance, family)[wish]!;
    return words.t('commission.claims.one', {
      numbers: this.numbers(words, sitting, family), places: words.list([...new Set(places.flatMap((place) => (place ? [this.section(words, place)] : [])))]),
    });
  }

  private numbers(words: Translator, { agenda, prepared }: Sitting, family: string): string {
    const { children } = prepared!.now.instance.families[family]!;
    return words.list(agenda.filter(({ id }) => children.includes(id)).map(({ agendaNumber }) => agendaNumber).sort((a, b) => a - b).map(String));
  }

  private section(words: Translator, place: Pick<Place, 'at' | 'section'>): string {
    return this.say.section(words, sectionIdOf(this.supply, place));
  }
}
