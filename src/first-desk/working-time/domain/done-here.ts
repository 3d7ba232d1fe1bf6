import { groupOfCode } from '../../../foundation/kernel/own-code.js';
import type { Day } from '../../../foundation/kernel/time.js';
import type { Mission } from './missions.js';
import type { SpentTime } from './working-week.js';

export const DONE_KINDS = ['contact', 'appointment', 'meeting'] as const;
export type DoneKind = (typeof DONE_KINDS)[number];

/** Something that an agent did in the guichet and whose duration is known. */
export interface DoneHere {
  readonly kind: DoneKind;
  readonly day: Day;
  readonly mission: Mission;
  readonly minutes: number;
}

/** The mission of contacts by their subject. Every other subject is a family that looks for care. */
const MISSION_OF_SUBJECT: Readonly<Record<string, Mission>> = {
  becoming_childminder: 'candidates',
  follow_up: 'single_desk',
  call_answered: 'single_desk',
  call_unanswered: 'single_desk',
};

/** @param subject a code of the list of subjects, also one that people added */
export const missionOfContact = (subject: string): Mission => MISSION_OF_SUBJECT[groupOfCode(subject)] ?? 'families';

const cellOf = ({ day, mission }: Pick<SpentTime, 'day' | 'mission'>): string => `${day} ${mission}`;

/** What was done on days and missions for which the agent has entered no time: what somebody typed is never changed. */
export function notEntered(done: readonly DoneHere[], entered: readonly SpentTime[]): DoneHere[] {
  const cells = new Set(entered.map(cellOf));
  return done.filter((one) => !cells.has(cellOf(one)));
}

/** The minutes of what was done, by day and mission. */
export function timesOf(done: readonly DoneHere[]): SpentTime[] {
  const times = new Map<string, SpentTime>();
  for (const { day, mission, minutes } of done) {
    const cell = cellOf({ day, mission });
    times.set(cell, { day, mission, minutes: minutes + (times.get(cell)?.minutes ?? 0) });
  }
  return [...times.values()].filter(({ minutes }) => minutes > 0);
}

/** How many of each kind were done, and how long they took in all; kinds without any are left out. */
export function countByKind(
  done: readonly DoneHere[],
): { readonly kind: DoneKind; readonly count: number; readonly minutes: number }[] {
  return DONE_KINDS.map((kind) => {
    const own = done.filter((one) => one.kind === kind);
    return { kind, count: own.length, minutes: own.reduce((sum, { minutes }) => sum + minutes, 0) };
  }).filter(({ count }) => count > 0);
}
