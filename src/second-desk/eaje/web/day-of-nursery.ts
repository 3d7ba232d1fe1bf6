import { Injectable } from '@nestjs/common';
import { taskAt } from '../../../commissions/commission/index.js';
import { dayOf } from '../../../foundation/kernel/time.js';
import { Permission } from '../../../foundation/platform/security/index.js';
import {
  alikeThings,
  aloneBy,
  DaySources,
  waitingThings,
  type BesideLine,
  type DaySource,
  type DayThings,
  type Reading,
  type SharedDay,
} from '../../../foundation/platform/web/index.js';
import type { Provider } from '../../../offer/supply/index.js';
import { FirstCallsToMake } from '../first-calls-to-make.js';
import { Overviews, type Overview } from '../overview.js';
import { OwnEstablishments } from '../own-establishments.js';
import { RequestPresenter } from './request.presenter.js';

/** What the director of a nursery has to do: families to call, emergencies, places to declare, moves to confirm. */
@Injectable()
export class DayOfNursery implements DaySource {
  readonly order = 12;
  readonly permission = Permission.DeclarePlaces;

  constructor(
    sources: DaySources,
    private readonly own: OwnEstablishments,
    private readonly overviews: Overviews,
    private readonly calls: FirstCallsToMake,
    private readonly requestWords: RequestPresenter,
  ) {
    sources.add(this);
  }

  async readDay(reading: Reading): Promise<SharedDay> {
    const providers = this.own.listOwn(reading.actor);
    const days = await Promise.all(
      providers.map(async (provider) => {
        const overview = await this.overviews.readOverview(reading.actor, provider);
        // Who directs several reads of which one each sentence is.
        const of = providers.length > 1 ? provider.name : '';
        return {
          things: [
            ...(await this.callThings(reading, provider, of)),
            ...this.urgentThings(reading, overview, of),
            ...this.ownThings(reading, overview, of),
          ],
          beside: this.besideLines(reading, overview, of),
        };
      }),
    );
    return { things: days.flatMap(({ things }) => things), beside: days.flatMap(({ beside }) => beside) };
  }

  private async callThings(reading: Reading, provider: Provider, of: string): Promise<DayThings[]> {
    const { actor, today, words } = reading;
    const { t } = words;
    const href = `/eaje/${provider.id}/a-appeler`;
    const tag = { text: t('eaje.day.tag.call'), tone: 'success' as const };
    const lines = (await this.calls.listToCall(actor, provider)).map(({ name, offer, placement, call }) => {
      const text = name || t('eaje.day.unnamed');
      return {
        text,
        href: `/eaje/${provider.id}/accueils/${placement.id}`,
        hint: of,
        tag,
        act: { text: t('eaje.day.act.call'), about: text, href },
        due: call.due,
        families: [offer.requestId],
      };
    });
    return alikeThings(today, lines, (count, part) => {
      const text = t(part === 'late' ? 'eaje.day.lateCalls' : 'eaje.day.calls', { count });
      return { text, href, hint: of, tag, act: { text: t('eaje.day.act.call'), about: text, href } };
    });
  }

  private urgentThings({ today, words }: Reading, { provider, urgent }: Overview, of: string): DayThings[] {
    const { t } = words;
    const tag = { text: t('eaje.day.tag.urgent'), tone: 'action' as const };
    const lines = urgent.map((request) => {
      const text = this.requestWords.childName(words, request);
      const href = `/eaje/demandes/${request.id}`;
      return {
        text,
        href,
        hint: [this.requestWords.age(words, request), of].filter(Boolean).join(' · '),
        tag,
        act: { text: t('eaje.day.act.urgent'), about: text, href },
        due: request.urgentFrom,
        families: [request.id],
      };
    });
    return alikeThings(today, lines, (count) => {
      const text = t('eaje.day.urgent', { count });
      const href = `/eaje/${provider.id}`;
      return { text, href, hint: of, tag, act: { text: t('eaje.day.act.urgent'), about: text, href } };
    });
  }

  private ownThings({ today, words }: Reading, overview: Overview, of: string): DayThings[] {
    const { t, day } = words;
    const base = `/eaje/${overview.provider.id}`;
    return [
      ...overview.toDeclare
        .filter(({ declaration }) => !declaration?.declaredAt)
        .flatMap(({ session, body }) => {
          const text = t('commission.day.session', { body: body.name, day: day(dayOf(session.startsAt)) });
          const href = `${base}/seances/${session.id}`;
          return aloneBy(dayOf(taskAt('places_last', session.startsAt, body.noticeDays)), today, {
            text,
            href,
            hint: of,
            tag: { text: t('eaje.day.tag.places'), tone: 'info' },
            act: { text: t('eaje.day.act.declare'), about: [text, of].filter(Boolean).join(', '), href },
            families: [],
          });
        }),
      ...waitingThings(overview.lateMoves, () => {
        const text = t('eaje.day.moves', { count: overview.lateMoves });
        const href = `${base}/accueils#passages`;
        return {
          text,
          href,
          hint: of,
          tag: { text: t('eaje.day.tag.moves'), tone: 'info' },
          act: { text: t('eaje.day.act.moves'), about: text, href },
        };
      }).map((things) => ({ ...things, part: 'late' as const })),
      ...waitingThings(overview.lacksPresent ? 1 : 0, () => {
        const href = `${base}/presents`;
        return {
          text: of || overview.provider.name,
          href,
          tag: { text: t('eaje.day.tag.present'), tone: 'info' },
          act: { text: t('eaje.overview.presentLink'), about: overview.provider.name, href },
        };
      }),
    ];
  }

  private besideLines({ words: { t } }: Reading, { provider, requests, session }: Overview, of: string): BesideLine[] {
    const base = `/eaje/${provider.id}`;
    return [
      ...(session
        ? [
            {
              box: 'session' as const,
              text: t('eaje.day.toJudge', { count: requests.toJudge, of: of || 'none' }),
              href: `${base}/seances/${session.id}/preparation`,
            },
          ]
        : []),
      {
        box: 'load',
        text: t('eaje.day.requests', { count: requests.open, of: of || 'none' }),
        href: `${base}/demandes`,
      },
    ];
  }
}
