import { IsOptional, IsString, Length } from 'class-validator';
import type { Day } from '../../../foundation/kernel/time.js';
import { SLOTS, slotsToMask, type SlotMask } from '../../../foundation/kernel/week-schedule.js';
import { DatePart, readDay, Text, WholeNumber, type FieldError } from '../../../foundation/platform/web/index.js';
import { MOVE_KINDS, type DraftMove, type MoveKind } from '../domain/draft-moves.js';
import { neededDay } from './eaje-words.js';

export class DraftForm {
  @Length(1, 80, { message: 'eaje.draft.errors.name' }) name: string;
}

/** The version of the draft that the person saw. */
export class AdoptForm {
  @WholeNumber('eaje.draft.errors.version') version: string;
}

/** The fields of all moves; each kind reads its own. */
export class MoveForm {
  @Text('eaje.draft.errors.child', 80) child?: string;
  @Text('eaje.draft.errors.section', 80) section?: string;
  @Text('eaje.draft.errors.section', 80) into?: string;
  @Text('eaje.draft.errors.count', 10) count?: string;
  @Text('eaje.draft.errors.places', 10) places?: string;
  @Text('eaje.draft.errors.overbooking', 10) overbooking?: string;
  @IsOptional() @IsString({ each: true, message: 'eaje.errors.slots' }) slots?: string | string[];
  @DatePart('eaje.errors.fromNotADay') fromDay?: string;
  @DatePart('eaje.errors.fromNotADay') fromMonth?: string;
  @DatePart('eaje.errors.fromNotADay') fromYear?: string;
  @DatePart('eaje.errors.toNotADay') toDay?: string;
  @DatePart('eaje.errors.toNotADay') toMonth?: string;
  @DatePart('eaje.errors.toNotADay') toYear?: string;
  @DatePart('eaje.errors.lastDayNotADay') lastDayDay?: string;
  @DatePart('eaje.errors.lastDayNotADay') lastDayMonth?: string;
  @DatePart('eaje.errors.lastDayNotADay') lastDayYear?: string;
}

export const isMoveKind = (kind: string): kind is MoveKind => (MOVE_KINDS as readonly string[]).includes(kind);

/** A section and the days of more children than anybody has are typing errors. */
const MOST_CHILDREN = 60;
const MOST_PLACES = 200;

/** What may be chosen on the page of a move. */
export interface MoveChoices {
  readonly children: readonly string[];
  readonly sections: readonly string[];
}

type Values = Record<string, unknown>;

/** Reads the move that a form describes. Adds an error for each field that says nothing; the move is then not to be used. */
export function readMove(kind: MoveKind, values: Values, choices: MoveChoices, errors: FieldError[]): DraftMove {
  const chosen = (field: string, among: readonly string[], message: string): string => {
    const value = String(values[field] ?? '');
    if (!among.includes(value)) errors.push({ field, message });
    return value;
  };
  const child = (): string => chosen('child', choices.children, 'eaje.draft.errors.child');
  const section = (field = 'section'): string => chosen(field, choices.sections, 'eaje.draft.errors.section');
  const whole = (field: 'count' | 'places', least: number, most: number): number => {
    const text = String(values[field] ?? '').trim();
    const read = /^\d{1,3}$/.test(text) ? Number(text) : -1;
    if (read < least || read > most) errors.push({ field, message: `eaje.draft.errors.${field}`, args: { most } });
    return read;
  };
  const from = (): Day => neededDay(values, 'from', errors);
  switch (kind) {
    case 'section':
      return { kind, placementId: child(), sectionId: section(), from: from() };
    case 'leave':
      return { kind, placementId: child(), lastDay: neededDay(values, 'lastDay', errors) };
    case 'children':
      return {
        kind,
        count: whole('count', 1, MOST_CHILDREN),
        sectionId: section(),
        slots: slotsOf(values, errors),
        from: from(),
      };
    case 'close': {
      const close = { kind, slots: slotsOf(values, errors), from: from(), to: lastOf(values, errors) } as const;
      if (close.to !== null && close.to < close.from) errors.push({ field: 'to', message: 'refusal.closing.order' });
      return close;
    }
    case 'seats':
      return {
        kind,
        sectionId: section(),
        slots: slotsOf(values, errors),
        places: whole('places', 0, MOST_PLACES),
        from: from(),
      };
    case 'join': {
      const join = { kind, sectionId: section(), intoId: section('into'), from: from() } as const;
      // Of a list where nothing was chosen, its own error says enough.
      if (join.sectionId === join.intoId && !errors.some(({ field }) => field === 'into'))
        errors.push({ field: 'into', message: 'eaje.draft.errors.into' });
      return join;
    }
    case 'overbooking':
      return {
        kind,
        allowed: chosen('overbooking', ['yes', 'no'], 'eaje.draft.errors.overbooking') === 'yes',
        from: from(),
      };
  }
}

function slotsOf(values: Values, errors: FieldError[]): SlotMask {
  const slots = slotsToMask(SLOTS.filter((slot) => [values['slots'] ?? []].flat().includes(slot)));
  if (slots === 0) errors.push({ field: 'slots', message: 'eaje.errors.slots' });
  return slots;
}

function lastOf(values: Values, errors: FieldError[]): Day | null {
  const to = readDay(values, 'to');
  if (to !== 'invalid') return to;
  errors.push({ field: 'to', message: 'eaje.errors.toNotADay' });
  return null;
}

/** The field of a move at which a refusal is shown. */
export function fieldOfRefusal(kind: MoveKind, code: string): string {
  if (code === 'yearDraft.gone') return 'child';
  if (code === 'yearDraft.noSection' || code === 'yearDraft.sameSection') return 'section';
  return kind === 'leave' ? 'lastDay' : 'from';
}
