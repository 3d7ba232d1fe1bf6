import { Injectable } from '@nestjs/common';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Supply } from '../../../../offer/supply/index.js';
import { Sentences } from '../../bodies/web/sentences.js';
import type { Sitting } from '../../sitting/session-queries.js';
import { ClaimsPresenter } from '../../sitting/web/claims.presenter.js';
import { placesLeft } from '../../sitting/web/places-left.js';
import { SittingPresenter } from '../../sitting/web/sitting.presenter.js';

interface Remainder {
  readonly text: string;
  /** Where it can still be settled, and in which words. */
  readonly link: { readonly href: string; readonly text: string } | null;
}

/** The page before a session is closed: what was decided, and what remains. */
@Injectable()
export class ClosingPresenter {
  constructor(
    private readonly say: Sentences,
    private readonly supply: Supply,
    private readonly sitting: SittingPresenter,
    private readonly claims: ClaimsPresenter,
  ) {}

  model(words: Translator, sitting: Sitting): Record<string, unknown> {
    const { t } = words;
    const { id, version, heading, bodyName, figures } = this.sitting.summary(words, sitting);
    const undecided = sitting.agenda.filter(({ state, decision }) => state === 'frozen' && decision === null).length;
    return {
      id,
      version,
      bodyName,
      figures,
      sessionHeading: heading,
      title: t('commission.closing.title'),
      remainders: this.remainders(words, sitting),
      nobodyPresent: sitting.quorum.present === 0,
      mayClose: sitting.mayRun && sitting.session.state === 'open' && undecided === 0,
      closeText: t(undecided > 0 ? 'commission.sitting.closeLeft' : 'commission.sitting.closeText', {
        count: undecided,
      }),
    };
  }

  private remainders(words: Translator, sitting: Sitting): Remainder[] {
    const { t } = words;
    const screen = `/commissions/${sitting.session.id}/seance`;
    const claims = this.claims.countRemaining(sitting);
    return [
      ...(sitting.quorum.present === 0
        ? [
            {
              text: t('commission.closing.nobody'),
              link: { href: `/commissions/${sitting.session.id}/presences`, text: t('commission.attendance.link') },
            },
          ]
        : []),
      ...(claims > 0
        ? [
            {
              text: t('commission.closing.claims', { count: claims }),
              link: { href: `${screen}#live-claims`, text: t('commission.closing.claimsLink') },
            },
          ]
        : []),
      ...sitting.emergencies.map(({ id, sectionId }) => ({
        text: t('commission.closing.emergency', { section: this.say.sectionName(words, sectionId) }),
        link: {
          href: `/commissions/${sitting.session.id}/urgences/${id}`,
          text: t('commission.closing.emergencyLink'),
        },
      })),
      ...this.unused(words, sitting),
    ];
  }

  /** The half-days that nobody gets, section by section. */
  private unused(words: Translator, sitting: Sitting): Remainder[] {
    return placesLeft(sitting, this.supply).sections.flatMap(({ sectionId, cells }) => {
      const count = cells.reduce((sum, { left }) => sum + Math.max(0, left ?? 0), 0);
      if (count === 0) return [];
      const text = words.t('commission.closing.unused', { section: this.say.sectionName(words, sectionId), count });
      return [{ text, link: null }];
    });
  }
}
