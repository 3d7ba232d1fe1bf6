import { Injectable } from '@nestjs/common';
import { phoneWords } from '../../../../foundation/kernel/phone-number.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import type { FieldError } from '../../../../foundation/platform/web/index.js';
import { Supply } from '../../../../offer/supply/index.js';
import { Territory } from '../../../../territory/territory/index.js';
import { townOf } from '../../domain/contact-ways.js';
import { EMPTY_ADULT, type AdultForm, type DossierForm } from '../../domain/dossier-form.js';
import { CriterionQuestions, type CountedAnswers } from '../criterion-questions.js';
import { ELSEWHERE } from './topics/adult.topic.js';
import { WishesPresenter } from './wishes.presenter.js';

/** Why the page is shown again to whoever moves. */
export const MOVING: FieldError = { field: 'communeCode', message: 'dossier.move.read' };

/** What is read before a family moves to another commune. */
export interface Moving {
  /** The commune that was read about, as the page sends it. */
  readonly to: string;
  readonly title: string;
  readonly lines: readonly string[];
}

const homeOf = ({ adults }: DossierForm): AdultForm => adults[0] ?? EMPTY_ADULT;
const isKnown = ({ communeCode, communeName }: AdultForm): boolean => Boolean(communeCode ?? communeName);
const pointsAt = (counted: readonly CountedAnswers[], at: string | undefined): number =>
  counted
    .flatMap(({ lines }) => lines)
    .filter((line) => line.at === at)
    .reduce((sum, { points }) => sum + points, 0);

/** Says what another commune changes, before it is saved: the desk, the points and what becomes of the wishes. */
@Injectable()
export class MovingPresenter {
  constructor(
    private readonly territory: Territory,
    private readonly supply: Supply,
    private readonly criteria: CriterionQuestions,
    private readonly wishes: WishesPresenter,
  ) {}

  /** @param seen the commune about which the person has read; null where the answers move nobody, or it has read that */
  async warningFor(words: Translator, before: DossierForm, after: DossierForm, seen: unknown): Promise<Moving | null> {
    const [old, now] = [homeOf(before), homeOf(after)];
    const to = now.communeCode ?? ELSEWHERE;
    if (!isKnown(old) || !isKnown(now) || old.communeCode === now.communeCode || seen === to) return null;
    const { t } = words;
    const commune = townOf(now, (code) => this.territory.commune(code)?.name ?? null) ?? '';
    return {
      to,
      title: t('dossier.move.title', { commune }),
      lines: [
        this.deskLine(words, old, now),
        ...(await this.pointsLines(words, before, after)),
        this.wishLine(words, after),
      ],
    };
  }

  private deskLine({ t }: Translator, old: AdultForm, now: AdultForm): string {
    const desk = this.territory.deskOf(now.communeCode);
    const isSame = this.territory.deskOf(old.communeCode).id === desk.id;
    return t('dossier.move.desk', { desk: desk.name, phone: phoneWords(desk.phone), same: isSame ? 'yes' : 'no' });
  }

  private async pointsLines({ t }: Translator, before: DossierForm, after: DossierForm): Promise<string[]> {
    const [old, now] = [await this.criteria.countPoints(before), await this.criteria.countPoints(after)];
    const places = new Set([...old, ...now].flatMap(({ lines }) => lines.flatMap(({ at }) => at ?? [])));
    const everywhere = { before: pointsAt(old, undefined), after: pointsAt(now, undefined) };
    return [
      t('dossier.move.points', { ...everywhere, same: everywhere.before === everywhere.after ? 'yes' : 'no' }),
      ...[...places]
        .map((at) => ({ place: this.supply.provider(at)?.name ?? at, points: pointsAt(now, at) - pointsAt(old, at) }))
        .filter(({ points }) => points !== 0)
        .map((change) => t('dossier.move.pointsAt', change)),
    ];
  }

  private wishLine(words: Translator, { children }: DossierForm): string {
    const wishes = children.flatMap((child) => child.wishes);
    return words.t('dossier.move.wishes', {
      count: wishes.length,
      wishes: words.list(wishes.map((wish) => this.wishes.nameOf(words, wish))),
    });
  }
}
