import { addDays, addMonths, ageInMonths, type Day } from '../../../foundation/kernel/time.js';

/** Ages in completed months, the upper one excluded. Those of two sections may overlap. */
export interface AgeSection {
  readonly id: string;
  readonly ageFromMonths: number;
  readonly ageToMonths: number;
  /** The first day on which it receives nobody any more; null while it stays open. */
  readonly closedFrom?: Day | null;
}

/** What a path depends on: the child's birth, and how its establishment moves children. */
export interface PathRules {
  /** Birth date, or the date it is due. */
  readonly birth: Day;
  /** Of the establishment, youngest first. */
  readonly sections: readonly AgeSection[];
  /** `age`: each child moves on the day it outgrows its section. `september`: all move together on 1 September. */
  readonly move: 'age' | 'september';
}

/** A step of a path: the section and its days, both included. */
export interface PathStep {
  readonly sectionId: string;
  readonly from: Day;
  readonly to: Day;
}

export interface HeldPath extends PathStep {
  /** Last day of the whole path; null when the place is held to its end. */
  readonly pathTo: Day | null;
}

/** What a place holds, and how far its path goes on beyond. */
export interface Stay {
  /** Last day held. */
  readonly to: Day;
  readonly pathTo: Day | null;
}

/** The last day of a place with its expected sections. This is the day that the family is told. */
export const lastDayOf = ({ to, pathTo }: Stay): Day => (pathTo !== null && pathTo > to ? pathTo : to);

/**
 * The last day of a path when nobody says otherwise: the day of the setting, usually 31 August, in the year in which
 * the child turns three, when it goes to school (Code de l'éducation L113-1); a year later when it enters after that.
 * @param monthDay `08-31`
 */
export function lastDayOfPath(birth: Day, from: Day, monthDay: string): Day {
  const in3 = `${Number(birth.slice(0, 4)) + 3}-${monthDay}`;
  if (from < in3) return in3;
  const sameYear = `${from.slice(0, 4)}-${monthDay}`;
  return from < sameYear ? sameYear : `${Number(from.slice(0, 4)) + 1}-${monthDay}`;
}

const ofSameAges = (sections: readonly AgeSection[], like: AgeSection): AgeSection[] =>
  sections.filter(
    ({ ageFromMonths, ageToMonths }) => ageFromMonths === like.ageFromMonths && ageToMonths === like.ageToMonths,
  );

/**
 * The section to which a child moves on a day: the next one up of those that suit its age and keep it longer than its
 * own, else one for all ages. Where several have the same ages, the children of the second section go to the second of
 * them, so that not all are expected in the first. Undefined when no section suits.
 */
export function nextSection(
  { birth, sections }: Pick<PathRules, 'birth' | 'sections'>,
  own: AgeSection,
  on: Day,
): AgeSection | undefined {
  const age = ageInMonths(birth, on);
  const suiting = sections.filter(
    (section) =>
      section.ageToMonths > own.ageToMonths &&
      section.ageFromMonths <= age &&
      age < section.ageToMonths &&
      !(section.closedFrom && section.closedFrom <= on),
  );
  const next = suiting.find((section) => section.ageFromMonths > own.ageFromMonths) ?? suiting[0];
  if (!next) return undefined;
  const peers = ofSameAges(suiting, next);
  return peers[ofSameAges(sections, own).findIndex(({ id }) => id === own.id) % peers.length];
}

/**
 * The days on which a child may leave the section that it entered on `since`, in order.
 *
 * - `age`: the day on which the child outgrows the section, then each day on which it reaches the age of another.
 * - `september`: each 1 September, beginning with that of the school year in which the child outgrows the section.
 * Such an establishment moves no child during the year. A child who is still too young then, or who enters later in
 * that year, waits for the next 1 September.
 */
function daysToMove({ birth, sections, move }: PathRules, own: AgeSection, since: Day, last: Day): Day[] {
  const outgrown = addMonths(birth, own.ageToMonths);
  if (move === 'age')
    return [
      outgrown,
      ...sections
        .map((section) => addMonths(birth, section.ageFromMonths))
        .filter((day) => day > outgrown)
        .sort(),
    ];
  const septembers: Day[] = [];
  for (let year = Number(since.slice(0, 4)); year <= Number(last.slice(0, 4)); year += 1) {
    if (`${year}-09-01` > since && `${year + 1}-09-01` > outgrown) septembers.push(`${year}-09-01`);
  }
  return septembers;
}

function nextMove(
  rules: PathRules,
  own: AgeSection,
  since: Day,
  notBefore: Day,
  last: Day,
): { section: AgeSection; on: Day } | null {
  const days = daysToMove(rules, own, since, last).filter((day) => day > since);
  const late = days.some((day) => day < notBefore) ? [notBefore] : [];
  for (const on of [...late, ...days.filter((day) => day >= notBefore)]) {
    const section = on <= last ? nextSection(rules, own, on) : undefined;
    if (section) return { section, on };
  }
  return null;
}

function stepsFrom(
  rules: PathRules,
  { sectionId, from, since, last }: { sectionId: string; from: Day; since: Day; last: Day },
): PathStep[] {
  const own = rules.sections.find(({ id }) => id === sectionId);
  const next = own ? nextMove(rules, own, since, since === from ? addDays(from, 1) : from, last) : null;
  if (!next) return [{ sectionId, from, to: last }];
  const later = stepsFrom(rules, { sectionId: next.section.id, from: next.on, since: next.on, last });
  return next.on === from ? later : [{ sectionId, from, to: addDays(next.on, -1) }, ...later];
}

/**
 * The sections that a placed child goes through (domain.md §6), from its entry to its last day. Each step ends the day
 * before the next begins. A child never leaves a section for all ages, and stays where it is when no later section
 * suits it.
 */
export const pathOf = (
  rules: PathRules,
  entry: { readonly sectionId: string; readonly from: Day },
  last: Day,
): PathStep[] => stepsFrom(rules, { ...entry, since: entry.from, last });

/** What a place holds of its path, which is the section entered first, and how far the path goes on beyond. */
export const stayOf = (path: readonly PathStep[]): Stay => ({
  to: path[0]!.to,
  pathTo: path.length > 1 ? path.at(-1)!.to : null,
});

/** The steps of a path that nobody has confirmed: from the day after the last day held to the last day of the path. */
export function expectedSteps(rules: PathRules, { sectionId, from: since, to, pathTo }: HeldPath): PathStep[] {
  if (pathTo === null || pathTo <= to) return [];
  const after = addDays(to, 1);
  return stepsFrom(rules, { sectionId, from: after > since ? after : addDays(since, 1), since, last: pathTo });
}
