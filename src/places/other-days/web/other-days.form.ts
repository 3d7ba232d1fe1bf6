import { KNOWN_AT_DESK, SPEAKERS, type Speaker } from '../../../dossier/dossier/index.js';
import type { Day } from '../../../foundation/kernel/time.js';
import { SLOTS, slotsToMask, type SlotMask } from '../../../foundation/kernel/week-schedule.js';
import { alsoWrong, DatePart, OneOf, readDay, SomeOf, type Submitted } from '../../../foundation/platform/web/index.js';
import { IsOptional } from 'class-validator';

export class OtherDaysForm {
  @IsOptional() @SomeOf(SLOTS, 'otherDays.errors.slots') slots?: string | string[];
  @DatePart('otherDays.errors.from') fromDay?: string;
  @DatePart('otherDays.errors.from') fromMonth?: string;
  @DatePart('otherDays.errors.from') fromYear?: string;
}

/** The desk says who told it, too. */
export class NotedOtherDaysForm extends OtherDaysForm {
  @OneOf(SPEAKERS, 'dossier.errors.toldBy') toldBy: Speaker;
  @OneOf(KNOWN_AT_DESK, 'dossier.errors.knownBy') knownBy: (typeof KNOWN_AT_DESK)[number];
}

/** The form with what is wrong with its day, and what it asks for. */
export function readOtherDays<F extends OtherDaysForm>(
  form: Submitted<F>,
): { form: Submitted<F>; asked: { slots: SlotMask; from: Day } } {
  const from = readDay(form.values, 'from');
  const isDay = from !== null && from !== 'invalid';
  const ticked = [form.values['slots'] ?? []].flat();
  return {
    form: alsoWrong(form, isDay ? [] : [{ field: 'from', message: 'otherDays.errors.from' }]),
    asked: { slots: slotsToMask(SLOTS.filter((slot) => ticked.includes(slot))), from: isDay ? from : '' },
  };
}

/** The field beside which a refusal is shown. */
export const fieldOf = (code: string): string => (code === 'otherDays.from' ? 'from' : 'slots');
