import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { phoneWords } from '../../../foundation/kernel/phone-number.js';
import { maskToSlots } from '../../../foundation/kernel/week-schedule.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Outbox } from '../../../foundation/platform/outbox/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { dayInputs } from '../../../foundation/platform/web/index.js';
import { openingLines, seatRows, Supply } from '../../../offer/supply/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { saidBy, type KnownChildminder } from '../childminder-book.js';
import type { LiveChildminderLink } from '../childminder-links.js';
import { keepsChildminder } from '../childminder.policy.js';
import { agreementState } from '../domain/agreement.js';
import { freeOn } from '../domain/availability.js';
import { ASK_CHANNELS, linkWay, SHOWN_CONTACTS } from '../domain/publication.js';
import type { Childminder } from '../persistence/childminders.entities.js';
import { AGE_LINES } from './childminder.form.js';
import { availabilityLines, halfDayWords } from '../free-words.js';

type Model = Record<string, unknown>;

const HERE = '/assistantes-maternelles';

/** The pages on which a desk keeps its childminders. */
@Injectable()
export class ChildminderPresenter {
  constructor(
    private readonly supply: Supply,
    private readonly territory: Territory,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  newModel(words: Translator, actor: Actor): Model {
    const communes = this.communesOf(actor);
    return {
      title: words.t('minder.new.title'),
      communes,
      // She works in a commune. Who keeps childminders everywhere is led to the page of the communes first.
      mayAddCommunes: keepsChildminder(actor, ''),
      mams: this.supply
        .openProviders()
        .filter(({ kind }) => kind === 'mam')
        .map(({ id, name }) => ({ value: id, text: name })),
    };
  }

  pageModel(words: Translator, known: KnownChildminder, links: readonly LiveChildminderLink[]): Model {
    const { t, day, instant } = words;
    const { provider, record, availability } = known;
    const base = `${HERE}/${provider.id}`;
    return {
      title: provider.name,
      base,
      commune: this.communeName(provider.communeCode),
      offerHref: `/offre/${provider.id}`,
      closed: provider.closedFrom ? t('provider.closedFrom', { day: provider.closedFrom }) : null,
      closeHref: provider.closedFrom ? null : `/offre/${provider.id}/fermer`,
      contact: [
        { key: t('minder.field.commune'), value: this.communeName(provider.communeCode) },
        { key: t('minder.field.mam'), value: this.supply.provider(provider.mamId)?.name ?? t('minder.noMam') },
        { key: t('minder.field.phone'), value: provider.phone && phoneWords(provider.phone) },
        { key: t('minder.field.email'), value: provider.email },
        { key: t('minder.field.address'), value: provider.address },
        { key: t('minder.field.hours'), lines: this.hourLines(words, known) },
      ],
      facts: this.factRows(words, known),
      hasRecord: record !== null,
      availability: availabilityLines(words, availability),
      seen: record?.saidAt ?? null,
      agreements: known.agreements.map((line) =>
        t('minder.agreementLine', {
          days: halfDayWords(words, maskToSlots(line.slots)),
          period: words.period({ from: line.from, to: line.to }),
        }),
      ),
      asked: record?.askedOn ? t('minder.askedOn', { day: day(record.askedOn) }) : null,
      reachable: record !== null && linkWay(record.channel, provider) !== null,
      links: links.map(({ createdAt, usedAt, endsAt }) =>
        t('minder.linkLine', {
          at: instant(createdAt),
          used: usedAt === null ? 'no' : 'yes',
          usedAt: usedAt === null ? '' : instant(usedAt),
          end: instant(endsAt),
        }),
      ),
    };
  }

  /** What is recorded of her, with what is shown in public and why. */
  private factRows(words: Translator, { provider, record }: KnownChildminder): object[] {
    const { t, day, list } = words;
    if (record === null) return [];
    const today = this.clock.today();
    return [
      { key: t('minder.field.places'), lines: this.placeLines(words, record, provider.authorisedCapacity) },
      { key: t('minder.field.agreement'), ...this.agreementCell(words, record, today) },
      { key: t('minder.field.birthYear'), value: record.birthYear === null ? null : String(record.birthYear) },
      {
        key: t('minder.field.published'),
        lines:
          record.toldOn === null
            ? [t('minder.notPublished')]
            : [
                t('minder.published', { day: day(record.toldOn) }),
                record.shownContacts.length > 0
                  ? t('minder.agreedToShow', {
                      list: list(record.shownContacts.map((shown) => t(`minder.shown.${shown}`))),
                    })
                  : t('minder.agreedToNothing'),
              ],
      },
      { key: t('minder.field.channel'), value: t(`minder.channel.${record.channel}`) },
    ];
  }

  placeLines({ t }: Translator, record: Childminder | null, agreed: number): string[] {
    return [
      t('minder.agreedPlaces', { count: agreed }),
      ...(record?.agedPlaces ?? []).map(({ fromMonths, toMonths, places }) =>
        t('minder.agedLine', { count: places, from: fromMonths, to: toMonths }),
      ),
    ];
  }

  private agreementCell(
    { t, day, period }: Translator,
    { agreementFrom, agreementTo }: Childminder,
    today: string,
  ): object {
    const state = agreementState(agreementTo, today);
    if (agreementFrom === null && agreementTo === null) return { value: null };
    const words =
      agreementFrom === null
        ? t('minder.until', { day: day(agreementTo!) })
        : period({ from: agreementFrom, to: agreementTo });
    return { lines: [words, ...(state === 'to_renew' || state === 'ended' ? [t(`minder.agreement.${state}`)] : [])] };
  }

  private hourLines(words: Translator, { provider }: KnownChildminder): string[] {
    const known = this.supply.hoursOf(provider.id).length > 0;
    return [
      ...(known ? openingLines(words, this.supply.openingOf(provider.id, null)) : []),
      ...(provider.atypicalHours ? [words.t('minder.atypical')] : []),
    ];
  }

  factsModel({ t }: Translator, { provider, record }: KnownChildminder): Model {
    const ages = Object.fromEntries(
      AGE_LINES.flatMap((nth) => {
        const line = record?.agedPlaces[nth - 1];
        return line
          ? [
              [`age${nth}From`, String(line.fromMonths)],
              [`age${nth}To`, String(line.toMonths)],
              [`age${nth}Places`, String(line.places)],
            ]
          : [];
      }),
    ) as Record<string, string>;
    return {
      title: t('minder.facts.title'),
      name: provider.name,
      back: `${HERE}/${provider.id}`,
      ageLines: AGE_LINES,
      agreed: t('minder.agreedPlaces', { count: provider.authorisedCapacity }),
      contacts: SHOWN_CONTACTS.map((value) => ({ value, text: t(`minder.shown.${value}`) })),
      channels: ASK_CHANNELS.filter(
        (channel) => channel === 'phone' || this.outbox.carries(channel) || record?.channel === channel,
      ).map((value) => ({ value, text: t(`minder.channel.${value}`) })),
      version: provider.version,
      form: {
        values: {
          version: String(provider.version),
          ...dayInputs('agreementFrom', record?.agreementFrom ?? null),
          ...dayInputs('agreementTo', record?.agreementTo ?? null),
          ...dayInputs('toldOn', record?.toldOn ?? null),
          ...ages,
          birthYear: record?.birthYear ? String(record.birthYear) : '',
          shown: record?.shownContacts ?? [],
          channel: record?.channel ?? 'phone',
        },
        errors: [],
      },
    };
  }

  /** The form of free places, filled with those that are free from its day on. @param typed what was sent */
  availabilityModel(words: Translator, known: KnownChildminder, typed?: unknown): Model {
    const { provider, record, agreements } = known;
    const today = this.clock.today();
    const said = saidBy(record);
    const from = said && said.freeFrom > today ? said.freeFrom : today;
    return {
      title: words.t('minder.availability.title'),
      name: provider.name,
      back: `${HERE}/${provider.id}`,
      days: seatRows(words, said ? freeOn(said, agreements, from) : {}, typed),
      form: { values: { seen: record?.saidAt ?? '', ...dayInputs('from', from) }, errors: [] },
    };
  }

  /** Her own page. */
  ownModel(words: Translator, known: KnownChildminder, secret: string, typed?: unknown): Model {
    const { t, day, list } = words;
    const { provider, record, availability } = known;
    const desk = this.territory.deskOf(provider.communeCode);
    const state = record === null ? 'unknown' : agreementState(record.agreementTo, this.clock.today());
    return {
      ...this.availabilityModel(words, known, typed),
      title: provider.name,
      action: `/am/${encodeURIComponent(secret)}`,
      desk,
      seen: record?.saidAt ?? null,
      availability:
        availability.state === 'unknown' ? [t('minder.own.unknown')] : availabilityLines(words, availability),
      recorded: [
        { key: t('minder.field.commune'), value: this.communeName(provider.communeCode) },
        ...(provider.mamId ? [{ key: t('minder.field.mam'), value: this.supply.provider(provider.mamId)?.name }] : []),
        { key: t('minder.field.phone'), value: provider.phone && phoneWords(provider.phone) },
        { key: t('minder.field.email'), value: provider.email },
        { key: t('minder.field.address'), value: provider.address },
        { key: t('minder.field.places'), lines: this.placeLines(words, record, provider.authorisedCapacity) },
        {
          key: t('minder.field.agreement'),
          value: record?.agreementTo ? t('minder.until', { day: day(record.agreementTo) }) : null,
        },
        { key: t('minder.field.birthYear'), value: record?.birthYear ? String(record.birthYear) : null },
      ],
      renewal: state === 'to_renew' || state === 'ended' ? t(`minder.own.agreement.${state}`) : null,
      published:
        record?.toldOn == null
          ? t('minder.own.notPublished')
          : t('minder.own.published', {
              contacts: record.shownContacts.length,
              list: list(record.shownContacts.map((shown) => t(`minder.own.shown.${shown}`))),
            }),
    };
  }

  private communesOf(actor: Actor): { value: string; text: string }[] {
    return this.territory
      .communes()
      .filter(({ firstDeskId }) => keepsChildminder(actor, firstDeskId))
      .map(({ code, name }) => ({ value: code, text: name }));
  }

  private communeName(code: string): string {
    return this.territory.commune(code)?.name ?? '';
  }
}
