import { Injectable } from '@nestjs/common';
import { EMERGENCY_REASONS, REASONS, type RequestFile } from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Day } from '../../../foundation/kernel/time.js';
import { maskToSlots, SLOTS, WEEKDAYS, type SlotMask } from '../../../foundation/kernel/week-schedule.js';
import { farthestDay, Paths } from '../../../places/placement/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { dayInputs } from '../../../foundation/platform/web/index.js';
import { Supply, type Provider } from '../../../offer/supply/index.js';
import { Admissions, type FreeInSection } from '../admission.js';
import type { OwnOffer } from '../admission-revocations.js';
import { EajeWords } from './eaje-words.js';
import { RequestPresenter } from './request.presenter.js';

const FULL_WEEK: SlotMask = 0b11_1111_1111;

@Injectable()
export class AdmissionPresenter {
  constructor(
    private readonly say: EajeWords,
    private readonly supply: Supply,
    private readonly clock: Clock,
    private readonly admissions: Admissions,
    private readonly paths: Paths,
    private readonly requests: RequestPresenter,
  ) {}

  /** @param tried what the director sent, when the page is shown again */
  async form(
    words: Translator,
    provider: Provider,
    file: RequestFile,
    tried?: { from: Day; to: Day; slots: SlotMask },
  ): Promise<Record<string, unknown>> {
    const { t } = words;
    const { request } = file;
    const urgent = (await this.admissions.actionFor(provider.id)) === 'admitUrgently';
    const today = this.clock.today();
    const earliest = request.wantedFrom && request.wantedFrom > today ? request.wantedFrom : today;
    const birth = request.birthDate ?? request.dueDate;
    const to = birth ? this.paths.lastDay(provider.id, birth, earliest) : earliest;
    const ofAge = (birth && this.supply.sectionsForChild(provider.id, birth, earliest)[0]?.id) ?? null;
    // A family that told no usual days has asked for none: the director ticks them.
    const asked = await this.admissions.restOf(request);
    const stay = {
      from: ofAge ? await this.admissions.startFor(ofAge, earliest, to, asked) : earliest,
      to,
      slots: asked || FULL_WEEK,
    };
    const shown = tried?.from && tried.to >= tried.from && tried.to <= farthestDay(today) && tried.slots ? tried : stay;
    const free = await this.admissions.freeFor(provider, birth ?? null, shown.from, shown.to, shown.slots);
    const suiting = new Set(
      birth ? this.supply.sectionsForChild(provider.id, birth, shown.from).map(({ id }) => id) : [],
    );
    const first = [...suiting][0];
    return {
      ...this.say.frame(
        words,
        provider,
        '/demandes',
        t(urgent ? 'eaje.admission.urgentTitle' : 'eaje.admission.directTitle', {
          child: this.requests.childName(words, request),
        }),
      ),
      back: `/eaje/demandes/${request.id}`,
      action: `/eaje/demandes/${request.id}/admission?etablissement=${provider.id}`,
      lead: t(urgent ? 'eaje.admission.urgentLead' : 'eaje.admission.directLead'),
      listed: request.state === 'before_commission' ? t('eaje.admission.listed') : null,
      reasons: urgent
        ? EMERGENCY_REASONS.map((reason) => ({ value: reason, text: t(`placement.emergency.${reason}`) }))
        : [],
      sections: this.supply.sectionsOf(provider.id).map((section) => ({
        value: section.id,
        text: `${this.say.sectionName(words, section)} (${this.say.ages(words, section)})`,
        hint: {
          text: this.sectionHint(
            words,
            suiting.has(section.id),
            free.find(({ sectionId }) => sectionId === section.id),
          ),
        },
      })),
      days: WEEKDAYS.slice(0, 6).map((day, index) => ({
        name: words.weekday(day),
        halves: [0, 1].map((half) => ({
          id: index === 0 && half === 0 ? 'slots' : `slots-${index}-${half}`,
          morning: half === 0,
          value: SLOTS[index * 2 + half],
        })),
      })),
      version: request.version,
      button: t(urgent ? 'eaje.admission.urgentButton' : 'eaje.admission.directButton'),
      form: {
        values: {
          ...dayInputs('from', stay.from),
          ...dayInputs('to', stay.to),
          slots: maskToSlots(asked),
          sectionId: first ?? '',
          // What the family said; the director may know better.
          ...(urgent ? { reason: request.need.urgentReason ?? undefined } : {}),
          version: request.version,
        },
        errors: [],
      },
    };
  }

  /** The page on which a director takes back a place that she offered. */
  revocationModel(words: Translator, { provider, file, offer }: OwnOffer): Record<string, unknown> {
    const { t } = words;
    const child = this.requests.childName(words, file.request);
    return {
      ...this.say.frame(words, provider, '/demandes', t('eaje.revocation.title', { child })),
      back: `/eaje/demandes/${file.request.id}`,
      version: offer.version,
      rows: [{ key: t('eaje.revocation.place'), lines: this.requests.offerLines(words, offer) }],
      consequences: [
        t('eaje.revocation.told'),
        t('eaje.revocation.waits'),
        t('eaje.revocation.free'),
        t('eaje.revocation.final'),
        t('eaje.revocation.health'),
      ],
      reasons: (REASONS.revoke ?? []).map((value) => ({ value, text: t(`reason.${value}`) })),
    };
  }

  private sectionHint(words: Translator, suits: boolean, section: FreeInSection | undefined): string {
    const { t } = words;
    if (!suits) return t('eaje.admission.otherAge');
    const full = (section?.free ?? []).filter(({ free }) => free < 1);
    const room =
      full.length === 0
        ? t('eaje.admission.allFree')
        : t('eaje.admission.full', { list: full.map(({ slot }) => this.say.slot(words, slot)).join(', ') });
    const later = (section?.later ?? []).map(({ sectionId, from }) =>
      t('eaje.admission.laterSection', { section: this.say.sectionById(words, sectionId), month: words.month(from) }),
    );
    return later.length === 0 ? room : `${room} ${t('eaje.admission.later', { list: words.list(later) })}`;
  }
}
