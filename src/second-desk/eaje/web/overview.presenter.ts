import { Injectable } from '@nestjs/common';
import { dayOf } from '../../../foundation/kernel/time.js';
import type { OpenDeclaration } from '../../../commissions/commission/index.js';
import type { Provider } from '../../../offer/supply/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { DEPARTURE_DAYS, type Overview } from '../overview.js';
import { EajeWords } from './eaje-words.js';

@Injectable()
export class OverviewPresenter {
  constructor(private readonly say: EajeWords) {}

  choiceModel(words: Translator, providers: readonly Provider[]): Record<string, unknown> {
    const { t } = words;
    return {
      title: t('eaje.choice.title'),
      providers: providers.map((provider) => ({ href: `/eaje/${provider.id}`, name: provider.name })),
    };
  }

  overviewModel(words: Translator, overview: Overview): Record<string, unknown> {
    const { t } = words;
    const base = `/eaje/${overview.provider.id}`;
    return {
      ...this.say.frame(words, overview.provider, '', t('eaje.overview.title')),
      lead: this.lead(words, overview),
      presentHref: overview.lacksPresent ? `${base}/presents` : null,
      figures: [
        {
          number: overview.free.wholeWeek,
          label: t('eaje.overview.free', { count: overview.free.wholeWeek }),
          href: `${base}/semaine`,
          hint: t('eaje.overview.freeHint', { count: overview.free.halfDays }),
        },
        {
          number: overview.requests.open,
          label: t('eaje.overview.requests', { count: overview.requests.open }),
          href: `${base}/demandes`,
          hint: overview.bodyName && t('eaje.overview.requestsHint', { count: overview.requests.toJudge }),
        },
        {
          number: overview.departures,
          label: t('eaje.overview.departures', { count: overview.departures }),
          href: `${base}/accueils`,
          hint: t('eaje.overview.departuresHint', { days: DEPARTURE_DAYS }),
        },
        ...(overview.toCall === 0
          ? []
          : [
              {
                number: overview.toCall,
                label: t('eaje.overview.calls', { count: overview.toCall }),
                href: `${base}/a-appeler`,
                hint: overview.lateCalls > 0 ? t('eaje.overview.callsLate', { count: overview.lateCalls }) : null,
              },
            ]),
        ...(overview.moves === 0
          ? []
          : [
              {
                number: overview.moves,
                label: t('eaje.overview.moves', { count: overview.moves }),
                href: `${base}/accueils#passages`,
                hint: t('eaje.overview.movesHint', { days: DEPARTURE_DAYS, late: overview.lateMoves }),
              },
            ]),
      ],
      session: this.session(words, overview),
      declarations: overview.toDeclare.map((open) => this.declaration(words, base, open)),
      urgent: overview.urgent.map(({ id, wantedFrom, need }) => ({
        href: `/eaje/demandes/${id}`,
        text: t('eaje.overview.urgentRow', {
          from: wantedFrom ? words.day(wantedFrom) : 'none',
          reason: need.urgentReason ? t(`dossier.choice.urgentReason.${need.urgentReason}`) : 'none',
        }),
      })),
      pending: overview.pending.map((placement) =>
        t('eaje.overview.pendingRow', {
          section: this.say.sectionById(words, placement.sectionId),
          from: placement.from,
          week: this.say.weekWords(words, placement.slots),
        }),
      ),
    };
  }

  private lead(words: Translator, { closedUntil, pending, departures, bodyName }: Overview): string {
    const { t } = words;
    if (closedUntil) return t('eaje.overview.closed', { until: closedUntil });
    if (pending.length > 0) return t('eaje.overview.leadPending', { count: pending.length });
    if (departures === 0 && bodyName === null) return t('eaje.overview.leadAlone');
    return departures > 0 ? t('eaje.overview.leadDepartures') : t('eaje.overview.leadPlaces');
  }

  /** A session with its button while nothing is declared for it. */
  private declaration(
    words: Translator,
    base: string,
    { session, body, declaration }: OpenDeclaration,
  ): Record<string, unknown> {
    const { t, day, instant } = words;
    const at = declaration?.declaredAt ?? null;
    const sits = day(dayOf(session.startsAt));
    return {
      href: `${base}/seances/${session.id}`,
      done: at !== null,
      text: at
        ? t('eaje.overview.declaredFor', { body: body.name, day: sits, when: instant(at) })
        : t('eaje.overview.toDeclareFor', { body: body.name, day: sits }),
    };
  }

  private session(words: Translator, { provider, bodyName, session }: Overview): Record<string, unknown> {
    const { t, instant } = words;
    if (bodyName === null) return { title: t('eaje.overview.alone'), text: t('eaje.overview.aloneText') };
    if (!session)
      return { title: t('eaje.overview.noSession'), text: t('eaje.overview.noSessionText', { body: bodyName }) };
    return {
      title: t('eaje.overview.session', { when: instant(session.startsAt) }),
      text: t('eaje.overview.sessionText', { body: bodyName, room: session.room, entry: session.entryFrom }),
      tone: 'info',
      href: `/eaje/${provider.id}/seances/${session.id}/preparation`,
    };
  }
}
