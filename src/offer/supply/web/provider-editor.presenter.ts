import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { phoneWords } from '../../../foundation/kernel/phone-number.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { WEEKDAYS } from '../../../foundation/kernel/week-schedule.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { dayInputs, weekInputs } from '../../../foundation/platform/web/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { capacityOn } from '../domain/capacity-on.js';
import { CARE_KINDS } from '../../../foundation/kernel/care-kinds.js';
import { AGE_GROUPS, ESTABLISHMENT_KINDS, FUNDINGS, PROVIDER_KINDS, type ProviderKind } from '../domain/kinds.js';
import type { Capacity, ClosingPeriod, Provider, Section } from '../persistence/supply.entities.js';
import { mayCreateProviderFor } from '../providers.policy.js';
import { sectionWords } from '../section-words.js';
import { Supply } from '../supply.js';
import { BANDS } from './provider-forms.js';
import { agesWords, hoursLines } from './provider-words.js';
import { seatRows } from './seats-input.js';

type Model = Record<string, unknown>;

/** The pages on which providers are written. */
@Injectable()
export class ProviderEditor {
  constructor(
    private readonly supply: Supply,
    private readonly territory: Territory,
    private readonly clock: Clock,
  ) {}

  kindsModel({ t }: Translator, actor: Actor): Model {
    const desks = ['', ...this.territory.desks().map(({ id }) => id)];
    if (!desks.some((id) => mayCreateProviderFor(actor, id))) throw new NotFound('provider');
    return {
      title: t('provider.new.title'),
      // A provider stands in a commune. Who adds them everywhere is led to the page of the communes first.
      awaitsCommune: this.communesOf(actor).length === 0,
      mayAddCommunes: mayCreateProviderFor(actor, ''),
      kinds: PROVIDER_KINDS.map((kind) => ({
        text: t(`provider.kind.${kind}`),
        hint: t(`provider.kindHint.${kind}`),
        href: `/offre/nouveau/${kind}`,
      })),
    };
  }

  /** @throws NotFound for a kind that does not exist, and for who adds no provider */
  newModel(words: Translator, actor: Actor, typed: string): Model {
    const kind = PROVIDER_KINDS.find((known) => known === typed);
    if (!kind) throw new NotFound('kind');
    return {
      ...this.identityFields(words, actor, kind),
      title: words.t('provider.new.titleOf', { kind: words.t(`provider.kind.${kind}`) }),
      back: '/offre/nouveau',
      isNew: true,
      form: { values: { kind, version: '0', ...this.dated() }, errors: [] },
    };
  }

  identityModel(words: Translator, actor: Actor, provider: Provider): Model {
    const { kind, name, establishmentKind, communeCode, manager, funding, hourlyCents, mamId, avip } = provider;
    const bands = BANDS.flatMap((nth) => {
      const band = provider.agreedBands?.[nth - 1];
      return band
        ? [
            [`band${nth}Start`, band.start],
            [`band${nth}End`, band.end],
            [`band${nth}Places`, String(band.places)],
          ]
        : [];
    });
    return {
      ...this.identityFields(words, actor, kind),
      bandsOpen: bands.length > 0,
      ...this.frame(words, provider, 'identity', {
        kind,
        name,
        establishmentKind,
        commune: communeCode,
        manager,
        funding,
        hourly: hourlyCents === null ? '' : (hourlyCents / 100).toFixed(2).replace('.', ','),
        capacity: String(provider.authorisedCapacity),
        avip: avip ? 'yes' : '',
        mam: mamId,
        ...(Object.fromEntries(bands) as Record<string, string>),
      }),
    };
  }

  contactModel(words: Translator, provider: Provider): Model {
    const { address, phone, email, webPage } = provider;
    return this.frame(words, provider, 'contact', { address, phone: phone && phoneWords(phone), email, webPage });
  }

  wordsModel(words: Translator, provider: Provider): Model {
    const { howItWorks, howItWorksEn, accessibility, adaptationExperience, atypicalHours } = provider;
    return this.frame(words, provider, 'words', {
      howItWorks,
      howItWorksEn,
      accessibility,
      adaptationExperience,
      atypicalHours: atypicalHours ? 'yes' : '',
    });
  }

  hoursModel(words: Translator, provider: Provider): Model {
    const periods = this.supply.hoursOf(provider.id);
    const today = this.clock.today();
    const declared = periods.length > 0;
    return {
      ...this.frame(
        words,
        provider,
        'hours',
        declared ? { ...weekInputs(this.supply.openingOf(provider.id, today)) } : { days: WEEKDAYS.slice(0, 5) },
      ),
      periods: periods.map((hours) => ({
        lines: hoursLines(words, hours, false),
        removeAction: hours.from > today ? `/offre/${provider.id}/horaires/${hours.id}/retirer` : null,
        from: hours.from,
      })),
    };
  }

  closingsModel(words: Translator, provider: Provider, closings: readonly ClosingPeriod[]): Model {
    return {
      ...this.frame(words, provider, 'closings', {}),
      closings: closings.map((closing) => ({
        text: words.t('provider.closingLine', {
          days: words.period(closing),
          reason: closing.reason,
          yearly: closing.yearly ? 'yes' : 'no',
        }),
        removeAction: `/offre/${provider.id}/fermetures/${closing.id}/retirer`,
      })),
    };
  }

  newSectionModel(words: Translator, provider: Provider): Model {
    return {
      ...this.frame(words, provider, 'newSection', {}),
      groups: AGE_GROUPS.map((value) => ({ value, text: words.t(`supply.section.${value}`) })),
    };
  }

  sectionModel(words: Translator, provider: Provider, section: Section): Model {
    const { ageFromMonths, ageToMonths, name } = section;
    const base = `/offre/${provider.id}`;
    return {
      ...this.frame(words, provider, 'section', { name, ageFrom: String(ageFromMonths), ageTo: String(ageToMonths) }),
      title: words.t('provider.edit.sectionOf', { section: sectionWords(words, section) }),
      placesHref: `${base}/sections/${section.code}/places`,
      closeHref: section.closedFrom ? null : `${base}/fermer?section=${section.code}`,
      reopenHref: section.closedFrom ? `${base}/rouvrir?section=${section.code}` : null,
    };
  }

  placesModel(
    words: Translator,
    provider: Provider,
    section: Section,
    capacities: readonly Capacity[],
    typed?: unknown,
  ): Model {
    const rows = capacities.filter(({ sectionId }) => sectionId === section.id);
    const today = this.clock.today();
    const now = (rows.findLast((row) => row.from > today) ?? capacityOn(rows, today))?.seats ?? {};
    return {
      ...this.frame(words, provider, 'places', {}),
      title: words.t('provider.edit.placesOf', { section: sectionWords(words, section) }),
      lead: agesWords(words, section),
      back: `/offre/${provider.id}/sections/${section.code}`,
      days: seatRows(words, now, typed),
    };
  }

  private frame({ t }: Translator, provider: Provider, topic: string, values: Model): Model {
    return {
      title: t(`provider.edit.${topic}`),
      provider: provider.name,
      back: `/offre/${provider.id}`,
      version: provider.version,
      form: { values: { version: String(provider.version), ...this.dated(), ...values }, errors: [] },
    };
  }

  private dated(): Record<string, string> {
    return dayInputs('from', this.clock.today());
  }

  private identityFields({ t }: Translator, actor: Actor, kind: ProviderKind): Model {
    const communes = this.communesOf(actor);
    if (communes.length === 0) throw new NotFound('provider');
    return {
      kind,
      counted: CARE_KINDS[kind].counted,
      establishmentKinds: ESTABLISHMENT_KINDS.map((value) => ({ value, text: t(`provider.establishment.${value}`) })),
      communes,
      fundings: FUNDINGS.map((value) => ({ value, text: t(`provider.price.${value}`) })),
      mams: this.supply
        .openProviders()
        .filter((provider) => provider.kind === 'mam')
        .map(({ id, name }) => ({ value: id, text: name })),
      bands: BANDS,
    };
  }

  private communesOf(actor: Actor): { value: string; text: string }[] {
    return this.territory
      .communes()
      .filter(({ firstDeskId }) => mayCreateProviderFor(actor, firstDeskId))
      .map(({ code, name }) => ({ value: code, text: name }));
  }
}
