import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { ageInMonths } from '../../kernel/time.js';
import { maskToSlots, WEEKDAYS, type SlotMask } from '../../kernel/week-schedule.js';
import type { Translator } from '../../platform/i18n/index.js';
import { dayInputs, emptyForm } from '../../platform/web/index.js';
import { Supply, type Provider } from '../../supply/index.js';
import { ClosureMessages } from '../closure-messages.js';
import type { ClosureFile } from '../closures.js';
import { familiesConcerned, type ConcernedChild } from '../concerned-children.js';
import { ANSWER_HOURS, CLOSURE_REASONS, lastClosedDay } from '../domain/closure.js';
import type { SuddenClosure } from '../persistence/crisis.entities.js';

type Model = Record<string, unknown>;

const STATE_TONES = { draft: 'action', told: 'info', over: 'neutral', cancelled: 'neutral' } as const;

/** The pages of a sudden closure. */
@Injectable()
export class ClosurePresenter {
  constructor(
    private readonly clock: Clock,
    private readonly supply: Supply,
    private readonly messages: ClosureMessages,
  ) {}

  listModel(words: Translator, closures: readonly SuddenClosure[], own: readonly Provider[]): Model {
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
            hint: closure.whole ? undefined : this.messages.sectionsOf(words, closure),
          },
          this.daysWords(words, closure),
          t(`crisis.reason.${closure.reason}`),
          { tag: this.stateTag(words, closure) },
        ]),
        empty: t('crisis.none'),
      },
      own: own.map(({ id, name }) => ({ href: `/fermetures/declarer/${id}`, text: name })),
    };
  }

  declareModel(words: Translator, provider: Provider, sectionIds: readonly string[]): Model {
    const { t } = words;
    return {
      title: t('crisis.declareTitle'),
      provider: provider.name,
      back: '/fermetures',
      sections: sectionIds.map((id) => ({ value: id, text: this.section(words, id) })),
      reasons: CLOSURE_REASONS.map((value) => ({ value, text: t(`crisis.reason.${value}`) })),
      hours: ANSWER_HOURS.map((hours) => ({ value: String(hours), text: t('crisis.hours', { hours }) })),
      form: emptyForm({ sections: sectionIds, answerHours: '24', ...dayInputs('from', this.clock.today()) }),
    };
  }

  async closureModel(words: Translator, file: ClosureFile): Promise<Model> {
    const { t } = words;
    const { closure, concerned, untold, told, leads } = file;
    const base = `/fermetures/${closure.id}`;
    const running = closure.state !== 'cancelled' && !this.isOver(closure);
    const families = familiesConcerned(concerned);
    return {
      ...this.frame(words, file),
      back: '/fermetures',
      state: this.stateTag(words, closure),
      facts: [
        { key: t('crisis.column.days'), value: this.daysWords(words, closure) },
        { key: t('crisis.what'), value: closure.whole ? t('crisis.whole') : this.messages.sectionsOf(words, closure) },
        { key: t('crisis.column.reason'), value: t(`crisis.reason.${closure.reason}`) },
      ],
      figures: [
        {
          number: String(concerned.children.length),
          label: t('crisis.figure.children', { count: concerned.children.length }),
        },
        { number: String(families.size), label: t('crisis.figure.families', { count: families.size }) },
        { number: String(told.size), label: t('crisis.figure.told', { count: told.size }) },
      ],
      tell:
        leads && running && untold.length > 0
          ? { href: `${base}/prevenir`, text: t('crisis.tellLink', { count: untold.length }) }
          : null,
      returnHref: leads && running ? `${base}/retour` : null,
      cancelHref: leads && running ? `${base}/annuler` : null,
      unknownReturn:
        running && closure.returnOn === null ? t('crisis.unknownReturn', { to: lastClosedDay(closure) }) : null,
      guests: concerned.guests > 0 ? t('crisis.guests', { count: concerned.guests }) : null,
      children: await this.childrenTable(
        words,
        file,
        concerned.children.filter(({ family }) => family !== null),
      ),
      unknownChildren: this.unknownTable(
        words,
        concerned.children.filter(({ family }) => family === null),
      ),
      offers: concerned.offers.map(({ offer, family }) =>
        t('crisis.offerLine', {
          number: family.dossier.number,
          section: this.section(words, offer.sectionId),
          from: offer.from,
        }),
      ),
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
      previews: (await this.messages.previewTold(closure, concerned)).map(({ language, subject, body }) => ({
        heading: t(`crisis.preview.${language}`),
        lang: language,
        subject,
        lines: body.split('\n'),
      })),
      button: t('crisis.tellButton', { count: untold.length }),
      sendable: untold.length > 0 && closure.state !== 'cancelled',
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

  private async childrenTable(
    words: Translator,
    file: ClosureFile,
    children: readonly ConcernedChild[],
  ): Promise<Model> {
    const { t } = words;
    const ways = await this.messages.channelsTo([...new Set(children.map(({ family }) => family!.dossier.id))]);
    return {
      caption: t('crisis.childrenTitle'),
      captionHidden: true,
      columns: ['child', 'section', 'halfDays', 'told'].map((column) => ({ text: t(`crisis.column.${column}`) })),
      rows: children.map(({ stay, family, birth, name }) => {
        const way = ways.get(family!.dossier.id) ?? null;
        return [
          {
            text: name ?? t('crisis.family', { number: family!.dossier.number }),
            hint: [name && family!.dossier.number, this.age(words, birth, stay.from)].filter(Boolean).join(' · '),
          },
          this.section(words, stay.sectionId),
          { text: this.week(words, stay.slots), hint: stay.changes ? t('crisis.changes', { to: stay.to }) : undefined },
          file.told.has(family!.dossier.id)
            ? { tag: { text: t('crisis.isTold'), tone: 'success' } }
            : { text: t('crisis.notTold'), hint: way ? t(`dossier.choice.channel.${way}`) : t('crisis.noWay') },
        ];
      }),
      empty: t('crisis.nobody'),
    };
  }

  /** Children without a dossier: nobody can be written to, so they are listed to be called. */
  private unknownTable(words: Translator, children: readonly ConcernedChild[]): Model | null {
    if (children.length === 0) return null;
    const { t } = words;
    return {
      caption: t('crisis.unknownTitle'),
      captionHidden: true,
      columns: ['child', 'section', 'halfDays'].map((column) => ({ text: t(`crisis.column.${column}`) })),
      rows: children.map(({ stay, birth, name }) => [
        { text: name ?? t('crisis.unnamed'), hint: this.age(words, birth, stay.from) },
        this.section(words, stay.sectionId),
        this.week(words, stay.slots),
      ]),
    };
  }

  private age({ t }: Translator, birth: string | null, on: string): string | undefined {
    return birth !== null && birth <= on ? t('crisis.age', { months: ageInMonths(birth, on) }) : undefined;
  }

  private stateTag({ t }: Translator, closure: SuddenClosure): { text: string; tone: string } {
    const state = closure.state === 'told' && this.isOver(closure) ? 'over' : closure.state;
    return { text: t(`crisis.state.${state}`), tone: STATE_TONES[state] };
  }

  private isOver(closure: SuddenClosure): boolean {
    return closure.returnOn !== null && closure.returnOn <= this.clock.today();
  }

  private daysWords({ t }: Translator, { from, returnOn }: SuddenClosure): string {
    return returnOn === null ? t('crisis.daysUnknown', { from }) : t('crisis.daysKnown', { from, returnOn });
  }

  private section({ t }: Translator, sectionId: string): string {
    const section = this.supply.section(sectionId);
    return section ? t(`supply.section.${section.code}`) : '';
  }

  /** `lundi, mardi matin, jeudi`. */
  private week({ t, weekday }: Translator, mask: SlotMask): string {
    const slots = new Set<string>(maskToSlots(mask));
    return WEEKDAYS.flatMap((day) => {
      const [am, pm] = [slots.has(`${day}-am`), slots.has(`${day}-pm`)];
      if (!am && !pm) return [];
      return [t('place.day', { day: weekday(day), part: am && pm ? 'day' : am ? 'am' : 'pm' })];
    }).join(', ');
  }
}
