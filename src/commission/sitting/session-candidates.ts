import { Injectable } from '@nestjs/common';
import { pointsAt } from '../../admission/index.js';
import type { Id } from '../../kernel/ids.js';
import type { Day } from '../../kernel/time.js';
import { slotsOfSchedule, type WeekSchedule } from '../../kernel/week-schedule.js';
import { Paths, type PathStep } from '../../placement/index.js';
import { Supply, type Section } from '../../supply/index.js';
import type { Candidate, Choice } from '../domain/session-instance.js';
import { shorterWeeks } from '../domain/shorter-weeks.js';
import { traitsOf } from '../domain/sitting-rules.js';
import { entryOf, type CandidacySnapshot } from '../domain/snapshot.js';
import type { Body, Candidacy, CommissionSession } from '../persistence/commission.entities.js';

/** The frozen cases of a session, as the engine needs them. */
@Injectable()
export class SessionCandidates {
  constructor(
    private readonly supply: Supply,
    private readonly paths: Paths,
  ) {}

  of(
    { entryFrom }: Pick<CommissionSession, 'entryFrom'>,
    body: Body,
    { id, dossierId, snapshot, points, lines }: Candidacy,
  ): Candidate {
    const judged = snapshot!;
    const entry = entryOf(judged, entryFrom);
    const asked = judged.wishes.map(({ providerId }) => providerId);
    const suiting = new Map(
      [...new Set([...body.establishmentIds, ...asked])].map((at) => [
        at,
        this.supply.sectionsForChild(at, judged.birth, entry),
      ]),
    );
    const receiving = body.establishmentIds.filter((at) => suiting.get(at)!.length > 0);
    const unasked = receiving.filter((at) => !asked.includes(at));
    const choices = weeksOf(judged).flatMap((week) =>
      asked.flatMap((at) => this.placesAt(at, suiting.get(at)!, week, judged.birth, entry)),
    );
    const given = choices.filter(({ slots }) => slots !== 0);
    return {
      id,
      family: dossierId,
      traits: traitsOf(judged.facts),
      // A shorter week that keeps nights alone is no week there.
      choices: given.length > 0 ? given : choices,
      others: unasked
        .flatMap((at) => this.placesAt(at, suiting.get(at)!, judged.week, judged.birth, entry))
        .filter(({ slots }) => slots !== 0),
      points: Object.fromEntries(receiving.map((at) => [at, pointsAt({ lines: lines ?? [], total: points ?? 0 }, at)])),
      current: this.current(judged, body),
    };
  }

  private placesAt(at: Id, suiting: readonly Section[], week: WeekSchedule, birth: Day, entry: Day): Choice[] {
    const slots = slotsOfSchedule(week, this.supply.openingOf(at));
    // A wish for an establishment that does not receive its age stays a wish: it is answered, not forgotten.
    const sections = suiting.length > 0 ? suiting : this.supply.sectionsOf(at).slice(0, 1);
    return sections.map(({ id, code }) => {
      const [held, ...later] = this.paths.path(id, birth, entry) as [PathStep, ...PathStep[]];
      return {
        at,
        section: code,
        slots,
        stay: { from: entry, to: held.to },
        path: later.map(({ sectionId, from }) => ({ section: this.supply.section(sectionId)!.code, from })),
      };
    });
  }

  private current({ current }: CandidacySnapshot, { establishmentIds }: Body): Choice | null {
    const section = current ? this.supply.section(current.sectionId) : null;
    if (!current || !section || !establishmentIds.includes(section.providerId)) return null;
    return {
      at: section.providerId,
      section: section.code,
      slots: current.slots,
      stay: { from: current.from, to: current.to },
    };
  }
}

/** The week as it is wanted first; then shorter ones, where the family would take them. */
const weeksOf = ({ week, fewestDays }: CandidacySnapshot): WeekSchedule[] => [
  week,
  ...(fewestDays === undefined ? [] : shorterWeeks(week, fewestDays)),
];
