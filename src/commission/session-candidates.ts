import { Injectable } from '@nestjs/common';
import { pointsAt } from '../admission/index.js';
import type { Id } from '../kernel/ids.js';
import { slotsOfSchedule, type WeekSchedule } from '../kernel/week-schedule.js';
import { usualEnd } from '../placement/index.js';
import { Supply, type Section } from '../supply/index.js';
import type { Candidate, Choice, CurrentPlace } from './domain/session-instance.js';
import { shorterWeeks } from './domain/shorter-weeks.js';
import { traitsOf } from './domain/sitting-rules.js';
import { entryOf, type CandidacySnapshot } from './domain/snapshot.js';
import type { Body, Candidacy, CommissionSession } from './persistence/commission.entities.js';

/** The frozen cases of a session, as the engine needs them. */
@Injectable()
export class SessionCandidates {
  constructor(private readonly supply: Supply) {}

  of({ entryFrom }: Pick<CommissionSession, 'entryFrom'>, body: Body, { id, dossierId, snapshot, points, lines }: Candidacy): Candidate {
    const judged = snapshot!;
    const entry = entryOf(judged, entryFrom);
    const asked = judged.wishes.map(({ providerId }) => providerId);
    const suiting = new Map([...new Set([...body.establishmentIds, ...asked])].map((at) => [at, this.supply.sectionsForChild(at, judged.birth, entry)]));
    const receiving = body.establishmentIds.filter((at) => suiting.get(at)!.length > 0);
    const unasked = receiving.filter((at) => !asked.includes(at));
    const choices = weeksOf(judged).flatMap((week) => asked.flatMap((at) => this.placesAt(at, suiting.get(at)!, week)));
    const given = choices.filter(({ slots }) => slots !== 0);
    return {
      id, family: dossierId, stay: { from: entry, to: usualEnd(judged.birth, entry) }, traits: traitsOf(judged.facts),
      // A shorter week that keeps nights alone is no week there.
      choices: given.length > 0 ? given : choices,
      others: unasked.flatMap((at) => this.placesAt(at, suiting.get(at)!, judged.week)).filter(({ slots }) => slots !== 0),
      points: Object.fromEntries(receiving.map((at) => [at, pointsAt({ lines: lines ?? [], total: points ?? 0 }, at)])),
      current: this.current(judged, body),
    };
  }

  private placesAt(at: Id, suiting: readonly Section[], week: WeekSchedule): Choice[] {
    const slots = slotsOfSchedule(week, this.supply.openingOf(at));
    // A wish for an establishment that does not receive its age stays a wish: it is answered, not forgotten.
    const sections = suiting.length > 0 ? suiting : this.supply.sectionsOf(at).slice(0, 1);
    return sections.map(({ code }) => ({ at, section: code, slots }));
  }

  private current({ current }: CandidacySnapshot, { establishmentIds }: Body): CurrentPlace | null {
    const section = current ? this.supply.section(current.sectionId) : null;
    if (!current || !section || !establishmentIds.includes(section.providerId)) return null;
    return { at: section.providerId, section: section.code, slots: current.slots, stay: { from: current.from, to: current.to } };
  }
}

/** The week as it is wanted first; then shorter ones, where the family would take them. */
const weeksOf = ({ week, fewestDays }: CandidacySnapshot): WeekSchedule[] => [week, ...(fewestDays === undefined ? [] : shorterWeeks(week, fewestDays))];
