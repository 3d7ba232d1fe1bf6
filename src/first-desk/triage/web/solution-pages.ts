import { Injectable } from '@nestjs/common';
import type { RequestFile } from '../../../dossier/dossier/index.js';
import { SolutionChanges } from '../../../places/placement/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { AGREEMENT_KINDS, REPORTED_KINDS } from './agreement.form.js';
import { RequestPages } from './request-pages.js';
import { ageWords, childName } from './request-words.js';

/** For the pages on which the desk notes other care than a place in a nursery of its own. */
@Injectable()
export class SolutionPages {
  constructor(
    private readonly pages: RequestPages,
    private readonly changes: SolutionChanges,
  ) {}

  async model(
    words: Translator,
    { request }: RequestFile,
    title: string,
    kinds: typeof AGREEMENT_KINDS | typeof REPORTED_KINDS,
  ): Promise<Record<string, unknown>> {
    const { isJudged, isOffered } = await this.changes.readSearch(request.id);
    const { places, today } = this.pages.screen(words);
    const { t } = words;
    const offered = (kinds as readonly string[]).map((kind) => (kind === 'elsewhere' ? 'establishment' : kind));
    // Those of the family's commune first: the list holds every childminder of the territory.
    const rank = (communeCode: string): number => (communeCode === request.communeCode ? 0 : 1);
    return {
      title,
      requestId: request.id,
      version: request.version,
      sufficesHint: t('triage.solution.sufficesHint', {
        offered: isOffered ? 'yes' : 'no',
        judged: isJudged ? 'yes' : 'no',
      }),
      providers: places.supply
        .providers()
        .filter(({ kind }) => offered.includes(kind))
        .sort((a, b) => rank(a.communeCode) - rank(b.communeCode))
        .map(({ id, name }) => ({ value: id, text: name })),
      child: t('triage.answer.about', { child: childName(request, words), age: ageWords(request, today, words) }),
      kinds: (kinds as readonly string[]).map((value) => ({
        value,
        text: value === 'elsewhere' ? t('triage.solution.elsewhere') : t(`triage.enum.solution.${value}`),
      })),
    };
  }

  kindOf(words: Translator): (providerId: string) => string | undefined {
    const { supply } = this.pages.screen(words).places;
    return (providerId) => supply.provider(providerId)?.kind;
  }
}
