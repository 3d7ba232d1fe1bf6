import { Injectable } from '@nestjs/common';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { heldRange, type Guarantee } from '../../domain/insertion-reserve.js';
import { RESERVE_TRAITS, type SessionRules } from '../../domain/sitting-rules.js';
import { Sentences } from './sentences.js';

/** The rules of a body in words: on its page, in its minutes, and where they are published. */
@Injectable()
export class SittingRulesPresenter {
  constructor(private readonly say: Sentences) {}

  ruleLines(words: Translator, { queue, precedence, reserves, guarantees = [] }: SessionRules): string[] {
    const { t } = words;
    const reserved = RESERVE_TRAITS.filter((trait) => reserves[trait] > 0);
    const guaranteed = this.guarantees(words, guarantees);
    return [
      t(`commission.rules.queue.${queue}`),
      ...reserved.map((trait) =>
        t('commission.rules.share', { percent: reserves[trait], trait: t(`commission.rules.trait.${trait}`) }),
      ),
      ...guaranteed,
      reserved.length + guaranteed.length > 0
        ? t(`commission.rules.precedence.${precedence}`)
        : t('commission.rules.noReserve'),
      t('commission.rules.together'),
      t('commission.rules.keeps'),
      t('commission.rules.departs'),
    ];
  }

  /** What of the lines people of the territory wrote themselves. */
  quotesIn = ({ guarantees = [] }: Pick<SessionRules, 'guarantees'>): string[] =>
    guarantees.flatMap(({ reason }) => reason ?? []);

  /** The guarantees that have something to say. */
  guarantees(words: Translator, guarantees: readonly Guarantee[]): string[] {
    return guarantees
      .filter(({ places, way }) => places > 0 || way !== 'own')
      .map((guarantee) => this.guarantee(words, guarantee));
  }

  /**
   * The guarantee of an establishment. Once a session is prepared, it also tells which places are held and which are
   * reserved.
   */
  guarantee(words: Translator, guarantee: Guarantee): string {
    const { at, places, way, reason, held, reserved } = guarantee;
    return [
      words.t('commission.rules.guarantee', { establishment: this.say.provider(at), places }),
      ...(way === 'own'
        ? []
        : [
            words.t('commission.rules.otherwise', {
              way: words.t(`commission.guarantee.way.${way}`),
              reason: reason ?? '',
            }),
          ]),
      ...(held && reserved && places > 0 ? [this.atSession(words, guarantee, reserved)] : []),
    ]
      .join(' ')
      .trim();
  }

  private atSession({ t }: Translator, guarantee: Guarantee, reserved: NonNullable<Guarantee['reserved']>): string {
    const { least, most } = heldRange(guarantee);
    return t('commission.rules.reserved', {
      least,
      most,
      same: least === most ? 'yes' : 'no',
      reserved: Object.values(reserved).reduce((sum, seats) => sum + seats, 0),
    });
  }
}
