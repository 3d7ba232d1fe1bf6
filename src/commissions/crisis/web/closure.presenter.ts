import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { phoneWords } from '../../../foundation/kernel/phone-number.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { dayInputs, emptyForm } from '../../../foundation/platform/web/index.js';
import { Supply, type Provider } from '../../../offer/supply/index.js';
import { ClosureMessages } from '../closure-messages.js';
import type { ClosureFile } from '../closures.js';
import type { LendingFile } from '../neighbours.js';
import { ANSWER_HOURS, CLOSURE_REASONS } from '../domain/closure.js';
import type { SuddenClosure } from '../persistence/crisis.entities.js';
import { ClosureWords } from './closure-words.js';

type Model = Record<string, unknown>;

/** The pages of a sudden closure. */
@Injectable()
export class ClosurePresenter {
  constructor(
    private readonly clock: Clock,
    private readonly supply: Supply,
    private readonly messages: ClosureMessages,
    private readonly words: ClosureWords,
  ) {}

  listModel(
    words: Translator,
    closures: readonly SuddenClosure[],
    own: readonly Provider[],
    toLend: readonly LendingFile[],
  ): Model {
    const { t } = words;
    return {
      title: t('crisis.title'),
      closures: {
        caption: t('crisis.title'),
        captionHidden: true,
        columns: ['provider', 'days', 'reason', 'state'].map((column) => ({ text: t(`crisis.column.${column}`) })),
        rows: closures.map((closure) => [
          {
            text: this.supply.provider(closure.providerId)?.name ?? '',
            href: `/fermetures/${closure.id}`,
            hint: closure.whole ? undefined : this.words.sections(words, closure),
          },
          this.words.days(words, closure),
          t(`crisis.reason.${closure.reason}`),
          { tag: this.words.stateTag(words, closure) },
        ]),
        empty: t('crisis.none'),
      },
      toLend: toLend.map(({ closure, closed, provider, neighbour }) => ({
        href: `/fermetures/${closure.id}/prets/${provider.id}`,
        text: t('crisis.lending.link', { neighbour: provider.name, provider: closed.name }),
        state: t(`crisis.lending.${neighbour.state}`),
      })),
      own: own.map(({ id, name }) => ({ href: `/fermetures/declarer/${id}`, text: name })),
    };
  }

  declareModel(words: Translator, provider: Provider, sectionIds: readonly string[]): Model {
    const { t } = words;
    return {
      title: t('crisis.declareTitle'),
      provider: provider.name,
      back: '/fermetures',
      sections: sectionIds.map((id) => ({ value: id, text: this.words.section(words, id) })),
      reasons: CLOSURE_REASONS.map((value) => ({ value, text: t(`crisis.reason.${value}`) })),
      hours: ANSWER_HOURS.map((hours) => ({ value: String(hours), text: t('crisis.hours', { hours }) })),
      form: emptyForm({ sections: sectionIds, answerHours: '24', ...dayInputs('from', this.clock.today()) }),
    };
  }

  async tellModel(words: Translator, file: ClosureFile): Promise<Model> {
    const { t } = words;
    const { closure, concerned, untold } = file;
    const ways = await this.messages.channelsTo(untold);
    const count = (written: boolean): number =>
      [...ways.values()].filter((way) => (way === 'email' || way === 'sms') === written).length;
    return {
      ...this.frame(words, file),
      title: t('crisis.tellTitle'),
      back: `/fermetures/${closure.id}`,
      lead: t('crisis.tellLead', { count: untold.length }),
      called: count(false) > 0 ? t('crisis.tellCalled', { count: count(false) }) : null,
      toCall: concerned.children
        .filter(({ family }) => family === null)
        .map((child) => ({
          text: [this.words.child(words, child), this.words.section(words, child.stay.sectionId)].join(' – '),
          parent: child.parent
            ? { name: child.parent.name, phone: phoneWords(child.parent.phone), href: `tel:${child.parent.phone}` }
            : null,
        })),
      previews: (await this.messages.previewTold(closure, concerned)).map(({ language, subject, body }) => ({
        heading: t(`crisis.preview.${language}`),
        lang: language,
        subject,
        lines: body.split('\n'),
      })),
      button: t('crisis.tellButton', { count: untold.length }),
      sendable: closure.state === 'draft' || (closure.state === 'told' && untold.length > 0),
      form: emptyForm(),
    };
  }

  returnModel(words: Translator, file: ClosureFile): Model {
    const { closure, told } = file;
    return {
      ...this.frame(words, file),
      title: words.t('crisis.returnTitle'),
      back: `/fermetures/${closure.id}`,
      lead: words.t('crisis.returnLead', { count: told.size }),
      form: emptyForm({ ...dayInputs('returnOn', closure.returnOn) }),
    };
  }

  cancelModel(words: Translator, file: ClosureFile): Model {
    const { closure, told } = file;
    return {
      ...this.frame(words, file),
      title: words.t('crisis.cancelTitle'),
      back: `/fermetures/${closure.id}`,
      lead: words.t('crisis.cancelLead', { count: told.size }),
      form: emptyForm(),
    };
  }

  private frame({ t }: Translator, { closure, provider }: ClosureFile): Model {
    return { title: t('crisis.closureTitle'), provider: provider.name, version: String(closure.version) };
  }
}
