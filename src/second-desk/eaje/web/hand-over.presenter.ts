import { Injectable } from '@nestjs/common';
import { townOf, type AdultForm } from '../../../dossier/dossier/index.js';
import { phoneWords } from '../../../foundation/kernel/phone-number.js';
import type { Day } from '../../../foundation/kernel/time.js';
import { maskToSlots, SLOTS, WEEKDAYS, type Weekday } from '../../../foundation/kernel/week-schedule.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { dayInputs } from '../../../foundation/platform/web/index.js';
import type { Provider } from '../../../offer/supply/index.js';
import { Territory } from '../../../territory/territory/index.js';
import type { AdmittedChild } from '../hand-overs.js';
import { EajeWords } from './eaje-words.js';

const DAYS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'] as const;
const ADULTS = [1, 2] as const;

/** The columns of the file. Another program reads them, so they are not translated. */
const COLUMNS: readonly string[] = [
  ...['dossier', 'enfant_nom', 'enfant_prenom', 'naissance', 'section', 'premier_jour', 'dernier_jour'],
  ...DAYS.flatMap((day) => [`${day}_matin`, `${day}_apres_midi`]),
  ...DAYS.map((day) => `${day}_horaires`),
  ...ADULTS.flatMap((rank) =>
    ['nom', 'prenom', 'telephone', 'courriel', 'adresse', 'code_postal', 'commune'].map(
      (name) => `responsable${rank}_${name}`,
    ),
  ),
  'manque',
  // Added later: a program that reads the file by the place of its columns finds them where they were.
  ...['premier_jour_convenu', 'jours_convenus', 'joindre', 'joindre_telephone'],
];

/** The children who come, on the page, in the file, and on paper. */
@Injectable()
export class HandOverPresenter {
  constructor(
    private readonly say: EajeWords,
    private readonly territory: Territory,
  ) {}

  page(words: Translator, provider: Provider, from: Day, children: readonly AdmittedChild[]): Record<string, unknown> {
    const { t, shortDay } = words;
    const here = `/eaje/${provider.id}/transmission`;
    return {
      ...this.say.frame(words, provider, '/accueils', t('eaje.handOver.title')),
      back: `/eaje/${provider.id}/accueils`,
      here,
      files: (['csv', 'pdf'] as const).map((kind) => ({
        text: t(`eaje.handOver.file.${kind}`),
        href: `${here}.${kind}?du=${from}`,
      })),
      filter: { values: dayInputs('du', from), errors: [] },
      count: children.length,
      found: t('eaje.handOver.found', { count: children.length, from }),
      table: {
        caption: t('eaje.handOver.caption', { from }),
        captionHidden: true,
        columns: ['child', 'section', 'from', 'lacks'].map((name) => ({ text: t(`eaje.handOver.column.${name}`) })),
        rows: children.map((child) => [
          { text: this.nameOf(words, child), href: `/eaje/demandes/${child.placement.requestId}`, hint: child.number },
          this.say.sectionById(words, child.placement.sectionId),
          shortDay(child.placement.from),
          this.lackWords(words, child) || t('eaje.handOver.nothing'),
        ]),
        empty: t('eaje.handOver.nobody'),
      },
    };
  }

  lines(words: Translator, children: readonly AdmittedChild[]): string[][] {
    return [
      [...COLUMNS],
      ...children.map((child) => {
        const { number, surname, firstName, birthDate, placement, lastDay, hours, adults } = child;
        const reach = this.reachOf(child);
        const slots = new Set<string>(maskToSlots(placement.slots));
        return [
          ...[
            number,
            surname ?? '',
            firstName ?? '',
            birthDate ?? '',
            this.say.sectionById(words, placement.sectionId),
          ],
          ...[placement.from, lastDay],
          ...SLOTS.slice(0, 12).map((slot) => (slots.has(slot) ? '1' : '')),
          ...WEEKDAYS.slice(0, 6).map((day) => (hours[day] ? `${hours[day].start}-${hours[day].end}` : '')),
          ...ADULTS.flatMap((rank) => {
            const adult = adults?.[rank - 1];
            return [
              adult?.surname,
              adult?.firstName,
              adult?.phone && phoneWords(adult.phone),
              adult?.email,
              adult?.addressLine,
              adult?.postalCode,
              adult && this.town(adult),
            ].map((cell) => cell || '');
          }),
          this.lackWords(words, child),
          child.isStartAgreed ? '1' : '',
          this.say.weekWords(words, placement.slots),
          ...[reach.name, reach.phone && phoneWords(reach.phone)].map((cell) => cell || ''),
        ];
      }),
    ];
  }

  /** The data that hand-over.typ prints. */
  document(words: Translator, provider: Provider, from: Day, children: readonly AdmittedChild[]): object {
    const { t, lang } = words;
    const title = t('eaje.handOver.documentTitle', { name: provider.name });
    return {
      lang,
      title,
      heading: title,
      product: t('web.product'),
      service: t('web.service'),
      issuer: { name: provider.name, lines: [] },
      footer: provider.name,
      lead: t('eaje.handOver.caption', { from }),
      empty: children.length === 0 ? t('eaje.handOver.nobody') : null,
      children: children.map((child) => ({
        name: this.nameOf(words, child),
        rows: this.rows(words, child).map(([name, value]) => ({ name, value })),
      })),
    };
  }

  private rows(words: Translator, child: AdmittedChild): [string, string][] {
    const { t, day } = words;
    const { placement, lastDay, birthDate, number, adults } = child;
    const reach = this.reachOf(child);
    const rows: [string, string | null][] = [
      [t('eaje.handOver.row.number'), number],
      [t('eaje.handOver.row.birth'), birthDate && day(birthDate)],
      [t('eaje.handOver.column.section'), this.say.sectionById(words, placement.sectionId)],
      [t('eaje.handOver.row.days'), this.say.weekWords(words, placement.slots)],
      [t('eaje.handOver.row.hours'), this.hours(words, child)],
      [t('eaje.handOver.row.period'), words.period({ from: placement.from, to: lastDay })],
      [
        t('eaje.handOver.row.start'),
        t('eaje.calls.firstDay', {
          day: words.fullDay(placement.from),
          state: child.isStartAgreed ? 'agreed' : 'open',
        }),
      ],
      [t('eaje.handOver.row.reach'), [reach.name, reach.phone && phoneWords(reach.phone)].filter(Boolean).join(', ')],
      ...(adults ?? []).map((adult): [string, string] => [
        [adult.firstName, adult.surname].filter(Boolean).join(' ') || t('eaje.request.adult'),
        [
          adult.phone && phoneWords(adult.phone),
          adult.email,
          adult.addressLine,
          [adult.postalCode, this.town(adult)].filter(Boolean).join(' '),
        ]
          .filter(Boolean)
          .join(' · '),
      ]),
      [t('eaje.handOver.column.lacks'), this.lackWords(words, child) || t('eaje.handOver.nothing')],
    ];
    return rows.filter((row): row is [string, string] => Boolean(row[1]));
  }

  /** Whom to ring about a child: the first adult who agreed and has a telephone, or the desk of the family. */
  private reachOf({ adults, deskId }: AdmittedChild): { readonly name: string; readonly phone: string | null } {
    const adult = adults?.find(({ phone }) => phone);
    if (!adult) return this.territory.desk(deskId);
    return { name: [adult.firstName, adult.surname].filter(Boolean).join(' '), phone: adult.phone };
  }

  private hours(words: Translator, { hours }: AdmittedChild): string {
    return WEEKDAYS.flatMap((day: Weekday) => {
      const own = hours[day];
      return own ? [words.t('eaje.request.hours', { day: words.weekday(day), hours: words.hours(own) })] : [];
    }).join(' ; ');
  }

  private lackWords({ t, list }: Translator, { lacks }: AdmittedChild): string {
    return list(lacks.map((lack) => t(`eaje.handOver.lack.${lack}`)));
  }

  private town(adult: AdultForm): string | null {
    return townOf(adult, (code) => this.territory.commune(code)?.name ?? null);
  }

  private nameOf({ t }: Translator, { firstName, surname }: AdmittedChild): string {
    return [firstName, surname].filter(Boolean).join(' ') || t('eaje.children.noName');
  }
}
