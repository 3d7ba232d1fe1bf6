import { Injectable } from '@nestjs/common';
import { Config } from '../../../foundation/config/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Settings } from '../../../foundation/platform/settings/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { APPLICABLE, CONFORMITY, EVALUATED_WITH, rateOf, SAMPLE, SELF_EVALUATION } from '../domain/self-evaluation.js';

/** The accessibility statement: what the site is, which is the same everywhere, and what its territory answers for. */
@Injectable()
export class AccessibilityPresenter {
  constructor(
    private readonly settings: Settings,
    private readonly config: Config,
    private readonly territory: Territory,
  ) {}

  async page(words: Translator): Promise<Record<string, unknown>> {
    const { t, day } = words;
    const { criteria, respected, notChecked } = SELF_EVALUATION;
    return {
      title: t('family.accessibility.title'),
      entity: (await this.settings.get('accessibilityEntity')) || this.settings.territoryName,
      site: (await this.settings.get('siteAddress')) || this.config.BASE_URL,
      contact: await this.settings.get('accessibilityContact'),
      plans: [
        { text: t('family.accessibility.scheme'), href: await this.settings.get('accessibilityScheme') },
        { text: t('family.accessibility.actions'), href: await this.settings.get('accessibilityActions') },
      ],
      state: CONFORMITY,
      evaluated: {
        day: day(SELF_EVALUATION.day),
        criteria,
        applicable: APPLICABLE,
        respected,
        unchecked: notChecked.length,
        rate: rateOf(respected, APPLICABLE),
      },
      mendedBy: day(SELF_EVALUATION.mendedBy),
      ...EVALUATED_WITH,
      sample: SAMPLE,
      desks: this.territory.desks(),
    };
  }
}
