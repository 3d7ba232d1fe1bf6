import { Controller, Injectable } from '@nestjs/common';
import { IsOptional } from 'class-validator';
import {
  childForStaff,
  childWords,
  KNOWN_AT_DESK,
  QuestionPresenter,
  type RequestFile,
  SPEAKERS,
  type Speaker,
} from '../../../dossier/dossier/index.js';
import { dayOf, type Day } from '../../../foundation/kernel/time.js';
import {
  maskToSlots,
  slotBit,
  SLOTS,
  slotsToMask,
  WEEKDAYS,
  type SlotMask,
} from '../../../foundation/kernel/week-schedule.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, Permission } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  DatePart,
  emptyForm,
  OneOf,
  page,
  Press,
  readDay,
  redirect,
  refusedField,
  Show,
  ShowsFamily,
  SomeOf,
  submitForm,
  Visit,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { PlaceWords } from '../../placement/index.js';
import type { AskedDays, DaysState } from '../domain/other-days.js';
import { OtherDaysAsked, type PlaceToChange } from '../other-days-asked.js';

class OtherDaysForm {
  @IsOptional() @SomeOf(SLOTS, 'otherDays.errors.slots') slots?: string | string[];
  @DatePart('otherDays.errors.from') fromDay?: string;
  @DatePart('otherDays.errors.from') fromMonth?: string;
  @DatePart('otherDays.errors.from') fromYear?: string;
}

/** The desk says who told it, too. */
class NotedOtherDaysForm extends OtherDaysForm {
  @OneOf(SPEAKERS, 'dossier.errors.toldBy') toldBy: Speaker;
  @OneOf(KNOWN_AT_DESK, 'dossier.errors.knownBy') knownBy: (typeof KNOWN_AT_DESK)[number];
}

const TONES: Readonly<Record<DaysState, string>> = {
  open: 'action',
  granted: 'success',
  declined: 'neutral',
  withdrawn: 'neutral',
  over: 'neutral',
};

/** What was asked about a place, and the half-days that can be asked for. */
@Injectable()
export class OtherDaysModel {
  constructor(
    private readonly supply: Supply,
    private readonly places: PlaceWords,
  ) {}

  /** @param child as the reader names it */
  build(words: Translator, child: string, { part, providerId, open, asked }: PlaceToChange): object {
    const { t, day } = words;
    const days = (slots: SlotMask): string => this.places.halfDays(words, slots);
    return {
      title: t('otherDays.title'),
      about: t('otherDays.about', {
        child,
        provider: this.supply.provider(providerId)?.name ?? '',
        days: days(part.slots),
      }),
      asked: asked.map(({ row, state }) => ({
        open: state === 'open',
        text: t('otherDays.line', { at: day(dayOf(row.askedAt)), days: days(row.slots), from: day(row.from) }),
        state: { text: t('otherDays.state', { state }), tone: TONES[state] },
      })),
      days: WEEKDAYS.filter((name) => (open & daySlots(name)) !== 0).map((name, index) => ({
        name: words.weekday(name),
        halves: (['am', 'pm'] as const).map((half) =>
          (open & slotBit(`${name}-${half}`)) === 0
            ? null
            : {
                id: index === 0 && half === 'am' ? 'slots' : `slots-${name}-${half}`,
                morning: half === 'am',
                value: `${name}-${half}`,
              },
        ),
      })),
      form: emptyForm({ slots: maskToSlots(part.slots) }),
    };
  }
}

/** What a family and its desk both do: look at the days of a place, and withdraw what was asked. */
@Injectable()
abstract class AskingPages {
  /** The address of the request's own page, before its id. */
  protected abstract readonly requests: string;
  /** Where the link back leads. */
  protected abstract backOf(requestId: string): string;

  constructor(
    protected readonly days: OtherDaysAsked,
    private readonly model: OtherDaysModel,
    protected readonly questions: QuestionPresenter,
  ) {}

  @Show()
  async showDays(visit: Visit): Promise<Page> {
    return page('other-days/ask', await this.modelOf(visit));
  }

  @Press('retirer')
  async withdrawDays(visit: Visit): Promise<Redirect> {
    await this.days.withdrawDays(visit.actor, visit.id('requestId'));
    return redirect(this.here(visit), 'otherDays.notice.withdrawn');
  }

  /** Asks for what the form says, or shows the page again with what is wrong. */
  protected ask<Fields extends OtherDaysForm>(
    visit: Visit<Fields>,
    notice: string,
    act: (asked: AskedDays, fields: Fields) => Promise<void>,
  ): Promise<Page | Redirect> {
    const { form, asked } = readOtherDays(visit.form);
    return submitForm(
      form,
      {
        view: 'other-days/ask',
        model: () => this.modelOf(visit),
        refused: ({ refusal }) => refusedField(refusal.code === 'otherDays.from' ? 'from' : 'slots', refusal),
      },
      async (fields) => {
        await act(asked, fields);
        return redirect(this.here(visit), notice);
      },
    );
  }

  private async modelOf(visit: Visit<object>): Promise<Record<string, unknown>> {
    const place = await this.days.readPlace(visit.actor, visit.id('requestId'));
    return {
      ...this.model.build(visit.words, this.nameOf(visit.words, place.file), place),
      here: this.here(visit),
      back: this.backOf(visit.id('requestId')),
      told: this.toldChoices(visit.words, place),
    };
  }

  protected abstract nameOf(words: Translator, file: RequestFile): string;
  /** Whom the desk may have heard it from; null for a family, which speaks for itself. */
  protected abstract toldChoices(words: Translator, place: PlaceToChange): object | null;

  private readonly here = (visit: Visit<object>): string => `${this.requests}/${visit.id('requestId')}/autres-jours`;
}

/** A family asks for other days than those of its child's place. */
@Controller('mon-dossier/demandes/:requestId/autres-jours')
@Allow(Permission.FollowDossier)
export class FamilyOtherDays extends AskingPages {
  protected readonly requests = '/mon-dossier/demandes';
  protected readonly backOf = (): string => '/mon-dossier';
  protected readonly toldChoices = (): null => null;
  protected readonly nameOf = (words: Translator, { request }: RequestFile): string => childWords(words, [request]);

  @Press('', OtherDaysForm)
  async askDays(visit: Visit<OtherDaysForm>): Promise<Page | Redirect> {
    return this.ask(visit, 'otherDays.notice.asked', (asked) =>
      this.days.askDays(visit.actor, visit.id('requestId'), asked),
    );
  }
}

/** The desk notes which other days a family asks for, by telephone or at the counter. */
@Controller('rpe/demandes/:requestId/autres-jours')
@Allow(Permission.TriageRequests)
export class DeskOtherDays extends AskingPages {
  protected readonly requests = '/rpe/demandes';
  protected readonly backOf = (requestId: string): string => `/rpe/demandes/${requestId}`;
  protected readonly nameOf = (words: Translator, { request }: RequestFile): string => childForStaff(words, request);

  protected toldChoices(words: Translator, { file }: PlaceToChange): object {
    return this.questions.toldChoices(
      words,
      file.adults.map(({ details }) => details),
    );
  }

  @Press('', NotedOtherDaysForm)
  async noteDays(visit: Visit<NotedOtherDaysForm>): Promise<Page | Redirect> {
    return this.ask(visit, 'otherDays.notice.noted', (asked, { toldBy, knownBy }) =>
      this.days.askDays(visit.actor, visit.id('requestId'), asked, { toldBy, knownBy }),
    );
  }
}

/** The director says that the days that a family asks for cannot be given. To give them, she changes those of the place. */
@Controller('eaje/:establishmentId/accueils/:placementId/jours')
@ShowsFamily('placement', 'placementId')
@Allow(Permission.DeclarePlaces)
export class DirectorOtherDays {
  constructor(private readonly days: OtherDaysAsked) {}

  @Press('refus')
  async declineDays(visit: Visit): Promise<Redirect> {
    const [providerId, placementId] = [visit.id('establishmentId'), visit.id('placementId')];
    await this.days.declineDays(visit.actor, providerId, placementId);
    return redirect(`/eaje/${providerId}/accueils/${placementId}`, 'otherDays.notice.declined');
  }
}

/** The form with what is wrong with its day, and what it asks for. */
function readOtherDays<Fields extends OtherDaysForm>(
  form: Submitted<Fields>,
): { form: Submitted<Fields>; asked: { slots: SlotMask; from: Day } } {
  const from = readDay(form.values, 'from');
  const isDay = from !== null && from !== 'invalid';
  const ticked = [form.values['slots'] ?? []].flat();
  return {
    form: alsoWrong(form, isDay ? [] : [{ field: 'from', message: 'otherDays.errors.from' }]),
    asked: { slots: slotsToMask(SLOTS.filter((slot) => ticked.includes(slot))), from: isDay ? from : '' },
  };
}

const daySlots = (name: (typeof WEEKDAYS)[number]): SlotMask => slotBit(`${name}-am`) | slotBit(`${name}-pm`);
