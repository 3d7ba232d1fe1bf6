import { addDays, addMonths, ageInMonths, type Day } from '../../kernel/time.js';

/** Bounds in completed months, the upper one excluded; they may overlap. */
export interface AgeSection {
  readonly id: string;
  readonly ageFromMonths: number;
  readonly ageToMonths: number;
}

/** Whose path: a child, and how its establishment goes about it. */
export interface PathRules {
  /** Birth date, or the date it is due. */
  readonly birth: Day;
  /** Of the establishment, youngest first. */
  readonly sections: readonly AgeSection[];
  /** On the day they outgrow their section, or together on the 1 September. */
  readonly move: 'age' | 'september';
}

/** A part of a path; both days included. */
export interface PathStep {
  readonly sectionId: string;
  readonly from: Day;
  readonly to: Day;
}

export interface PathLine extends PathStep {
  /** Last day of the whole path; null for a place that is held to its end. */
  readonly pathTo: Day | null;
}

/** What a place holds, and what its family is promised beyond. */
export interface Stay {
  /** Last day held. */
  readonly to: Day;
  readonly pathTo: Day | null;
}

/** The last day of a place, its expected sections included: what its family is told. */
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

/**
 * The section to which a child goes on a day: of those for longer than its own that its age suits, the next one up,
 * else one for all ages; undefined when none does.
 */
export function nextSection(
  { birth, sections }: Pick<PathRules, 'birth' | 'sections'>,
  own: AgeSection,
  on: Day,
): AgeSection | undefined {
  const age = ageInMonths(birth, on);
  const suiting = sections.filter(
    (one) => one.ageToMonths > own.ageToMonths && one.ageFromMonths <= age && age < one.ageToMonths,
  );
  return suiting.find((one) => one.ageFromMonths > own.ageFromMonths) ?? suiting[0];
}

/**
 * The days on which a child may leave a section in which it is from `since` on, in order. At the age: the day it
 * outgrows the section, and the days on which it comes of age for another after that. In September: each 1 September
 * from the one of the school year in which it outgrows the section. Who is still too young for any other on that one,
 * or enters later in that year, waits for the next: such an establishment moves no child during the year.
 */
function daysToMove({ birth, sections, move }: PathRules, own: AgeSection, since: Day, last: Day): Day[] {
  const outgrown = addMonths(birth, own.ageToMonths);
  if (move === 'age')
    return [
      outgrown,
      ...sections
        .map((one) => addMonths(birth, one.ageFromMonths))
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
 * The sections a placed child goes through (domain.md §6), from its entry into one of them to its last day: each ends
 * the day before the next begins. A section of all ages is left for no other, and where no later section suits the
 * child it stays.
 */
export const pathOf = (
  rules: PathRules,
  entry: { readonly sectionId: string; readonly from: Day },
  last: Day,
): PathStep[] => stepsFrom(rules, { ...entry, since: entry.from, last });

/** What a place holds of its path: the section that it enters, and what its family is promised beyond. */
export const stayOf = (path: readonly PathStep[]): Stay => ({
  to: path[0]!.to,
  pathTo: path.length > 1 ? path.at(-1)!.to : null,
});

/** The parts of a path that nobody has confirmed: from the day after what is held to its last day. */
export function expectedSteps(rules: PathRules, { sectionId, from: since, to, pathTo }: PathLine): PathStep[] {
  if (pathTo === null || pathTo <= to) return [];
  const after = addDays(to, 1);
  return stepsFrom(rules, { sectionId, from: after > since ? after : addDays(since, 1), since, last: pathTo });
}
