import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { dayInputs } from '../../../foundation/platform/web/index.js';
import type { Promised } from '../domain/promised.js';
import type { Provider } from '../persistence/supply.entities.js';
import { mayTouchPromises } from '../providers.policy.js';
import { sectionWords } from '../section-words.js';
import { Supply } from '../supply.js';

interface Closing {
  readonly sectionId: Id | null;
  readonly from: Day;
  readonly inTheWay: readonly Promised[];
  readonly waiting: number;
}

/** The pages that close a provider or a section for good, and open it again. */
@Injectable()
export class ProviderClosurePresenter {
  constructor(
    private readonly supply: Supply,
    private readonly clock: Clock,
  ) {}

  closingModel(words: Translator, actor: Actor, provider: Provider, closing: Closing): Record<string, unknown> {
    const { t } = words;
    const { from, inTheWay, waiting } = closing;
    return {
      ...this.frame(words, provider, closing.sectionId, 'close', from),
      table: inTheWay.length > 0 ? this.table(words, inTheWay) : null,
      nothing: inTheWay.length === 0 && provider.kind !== 'laep' ? t('provider.closure.nothing', { day: from }) : null,
      waiting: waiting > 0 ? t('provider.closure.waiting', { count: waiting }) : null,
      mayConfirm: inTheWay.length > 0 && mayTouchPromises(actor),
      mustAsk: inTheWay.length > 0 && !mayTouchPromises(actor),
    };
  }

  reopeningModel(words: Translator, provider: Provider, sectionId: Id | null): Record<string, unknown> {
    return {
      ...this.frame(words, provider, sectionId, 'reopen', this.clock.today()),
      staysHref: provider.kind === 'establishment' ? `/offre/${provider.id}/accueils-a-la-fermeture` : null,
    };
  }

  private frame(
    words: Translator,
    provider: Provider,
    sectionId: Id | null,
    act: 'close' | 'reopen',
    from: Day,
  ): Record<string, unknown> {
    const { t } = words;
    const section = this.supply.section(sectionId);
    const name = section ? sectionWords(words, section) : provider.name;
    return {
      act,
      title: t(`provider.closure.${act}`, { name }),
      lead: t(`provider.closure.${act}Lead`, { kind: provider.kind }),
      // Its name is in the heading; that of a section does not say where it is.
      provider: section ? provider.name : null,
      back: section ? `/offre/${provider.id}/sections/${section.code}` : `/offre/${provider.id}`,
      form: { values: { version: String(provider.version), ...dayInputs('from', from) }, errors: [] },
    };
  }

  private table(words: Translator, inTheWay: readonly Promised[]): Record<string, unknown> {
    const { t, period } = words;
    return {
      caption: t('provider.closure.promised'),
      columns: ['promise', 'number', 'section', 'period'].map((column) => ({ text: t(`provider.column.${column}`) })),
      rows: inTheWay.map(({ kind, number, sectionId, from, to }) => [
        t(`provider.promise.${kind}`),
        kind === 'session' ? words.day(number ?? '') : (number ?? t('provider.noNumber')),
        sectionId ? sectionWords(words, this.supply.section(sectionId)!) : '–',
        period({ from, to }),
      ]),
    };
  }
}
