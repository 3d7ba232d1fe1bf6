import { Injectable } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { PlaceWords, type Placement } from '../../../places/placement/index.js';
import type { Provider } from '../../../offer/supply/index.js';
import { Territory } from '../../../territory/territory/index.js';
import type { CallToMake } from '../first-calls-to-make.js';
import { EajeWords } from './eaje-words.js';

const TONES = { awaited: 'action', late: 'warning', called: 'success' } as const;

/** The families that a nursery calls, one by one. */
@Injectable()
export class FirstCallsPresenter {
  constructor(
    private readonly say: EajeWords,
    private readonly places: PlaceWords,
    private readonly territory: Territory,
  ) {}

  listModel(words: Translator, provider: Provider, calls: readonly CallToMake[]): Record<string, unknown> {
    const { t } = words;
    const toCall = calls.filter(({ call }) => call.state !== 'called').length;
    return {
      ...this.say.frame(words, provider, '/accueils', t('eaje.calls.title')),
      lead: t('eaje.calls.lead', { count: toCall }),
      calls: calls.map((entry) => this.callModel(words, provider, entry)),
    };
  }

  private callModel(words: Translator, provider: Provider, entry: CallToMake): Record<string, unknown> {
    const { t, day, list } = words;
    const { offer, placement, call, file, contacts, lacks, proofs } = entry;
    const { request, dossier } = file;
    const here = `/eaje/${provider.id}/a-appeler/${offer.id}`;
    const papers = [
      ...(lacks.length > 0 ? [list(lacks.map((lack) => t(`eaje.handOver.lack.${lack}`)))] : []),
      ...(proofs > 0 ? [t('eaje.calls.proofs', { count: proofs })] : []),
    ];
    return {
      name: [request.firstName, request.surname].filter(Boolean).join(' ') || t('eaje.children.noName'),
      href: `/eaje/demandes/${request.id}`,
      number: dossier.number,
      state: {
        text: t(`eaje.calls.state.${call.state}`, { day: day(call.calledOn ?? call.due) }),
        tone: TONES[call.state],
      },
      contacts: contacts?.map(({ firstName, surname, phone, email }) => ({
        name: [firstName, surname].filter(Boolean).join(' ') || t('eaje.request.adult'),
        phone,
        email,
      })),
      desk: this.territory.desk(dossier.deskId),
      rows: [
        { key: t('eaje.calls.days'), lines: this.places.daysLines(words, placement, request.need.week) },
        {
          key: t('eaje.calls.start'),
          lines: this.startLines(words, placement),
          change: { href: `/eaje/${provider.id}/accueils/${placement.id}`, text: t('eaje.calls.agreeStart') },
        },
        { key: t('eaje.calls.papers'), lines: papers, value: t('eaje.calls.noPapers') },
      ],
      act: {
        href: `${here}/${call.state === 'called' ? 'non-appelee' : 'appelee'}`,
        text: t(call.state === 'called' ? 'eaje.calls.undo' : 'eaje.calls.done'),
        variant: call.state === 'called' ? 'secondary' : '',
      },
    };
  }

  /** The first day, whether it is agreed, and from when the child comes for its whole time. */
  private startLines({ t, fullDay }: Translator, placement: Placement): string[] {
    const { from, adaptationFrom, startFrom, datesState } = placement;
    const first = datesState === 'proposed' ? (adaptationFrom ?? from) : from;
    return [
      t('eaje.calls.firstDay', { day: fullDay(first), state: datesState ?? 'open' }),
      ...(startFrom && datesState ? [t('eaje.calls.wholeTime', { day: fullDay(startFrom) })] : []),
    ];
  }
}
