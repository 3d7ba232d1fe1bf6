import { Injectable } from '@nestjs/common';
import type { SectionClosure } from '../../../commissions/crisis/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { EajeWords } from './eaje-words.js';

/** A sudden closure in one line, with the page that leads it. */
export interface ClosureLine {
  readonly text: string;
  readonly href: string;
}

/** Sudden closures as the week and the year of an establishment say them. */
@Injectable()
export class ClosureLines {
  constructor(private readonly say: EajeWords) {}

  lines(words: Translator, closures: readonly SectionClosure[]): ClosureLine[] {
    const { t, day, list } = words;
    return closures.map(({ id, whole, sectionIds, from, returnOn, reason, told }) => ({
      href: `/fermetures/${id}`,
      text: t('eaje.closure.line', {
        what: whole ? 'whole' : 'sections',
        sections: list(sectionIds.map((sectionId) => this.say.sectionById(words, sectionId))),
        from: day(from),
        returns: returnOn === null ? 'no' : 'yes',
        returnOn: returnOn === null ? '' : day(returnOn),
        reason: t(`crisis.reason.${reason}`),
        told: told ? 'yes' : 'no',
      }),
    }));
  }
}
