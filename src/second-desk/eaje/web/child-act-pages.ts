import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Day } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  redirect,
  refusedField,
  submitForm,
  type FieldError,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { Children } from '../children.js';
import { OwnEstablishments } from '../own-establishments.js';
import { ChildrenPresenter } from './children.presenter.js';
import { neededDay, type NeededDay } from './eaje-words.js';

/** Days in the past are allowed for these fields, but the director has to confirm them. */
const CONFIRMED_WHEN_PAST: readonly NeededDay[] = ['lastDay', 'change'];

interface Target {
  readonly actor: Actor;
  readonly establishmentId: string;
  readonly placementId: string;
}

/** Answers the forms on the page of a child, each of which does one act. */
@Injectable()
export class ChildActPages {
  constructor(
    private readonly own: OwnEstablishments,
    private readonly children: Children,
    private readonly presenter: ChildrenPresenter,
    private readonly clock: Clock,
  ) {}

  /** Reads the day of the form and does the act. When it is refused, the page is shown again with the reason. */
  async recordAct(
    words: Translator,
    { actor, establishmentId, placementId }: Target,
    form: Submitted<object>,
    dayField: NeededDay | null,
    act: (day: Day) => Promise<void>,
    notice: string,
    button = 'noShow',
  ): Promise<Page | Redirect> {
    const provider = this.own.readOwn(actor, establishmentId);
    const child = await this.children.readChild(actor, provider, placementId);
    const wrong: FieldError[] = [];
    const day = dayField === null ? '' : neededDay(form.values, dayField, wrong);
    const fieldOf = (code: string): string =>
      (code.startsWith('seats.') || code === 'placement.age') && dayField === 'change'
        ? 'sectionId'
        : code === 'placement.sameSection'
          ? 'sectionId'
          : dayField === 'daysFrom' && code !== 'placement.daysFrom'
            ? 'slots'
            : code === 'placement.startDay' || code === 'placement.startWithoutCare'
              ? 'start'
              : (dayField ?? button);
    // A mistyped month or year would end a place for good, so a day in the past has to be sent twice.
    const isUnconfirmed =
      dayField !== null &&
      CONFIRMED_WHEN_PAST.includes(dayField) &&
      form.ok &&
      wrong.length === 0 &&
      day < this.clock.today() &&
      form.values['pastConfirmed'] !== day;
    if (isUnconfirmed) wrong.push({ field: dayField, message: 'eaje.errors.pastDay', args: { day } });
    // The page holds several forms. Those that were not sent keep what they showed: no day ticked there is lost.
    const values = {
      ...this.presenter.valuesOf(child),
      ...(dayField === 'daysFrom' ? { slots: [] } : {}),
      ...form.values,
      ...(isUnconfirmed ? { pastConfirmed: day } : {}),
    };
    return submitForm(
      alsoWrong({ ...form, values }, wrong),
      {
        view: 'eaje/child',
        model: () => this.presenter.childModel(words, provider, child),
        refused: ({ refusal }) => refusedField(fieldOf(refusal.code), refusal),
      },
      async () => {
        await act(day);
        return redirect(`/eaje/${provider.id}/accueils`, notice);
      },
    );
  }
}
