import type { RowReading } from '../../../src/lists/waiting-lists/domain/read-row.js';
import type { Truth } from './families.js';
import type { UnseenRow } from './lists.js';

/** What was read, under the names of the truth. */
function said(reading: Extract<RowReading, { kind: 'request' }>): Truth {
  const [child] = reading.form.children;
  const [first, second] = reading.form.adults;
  const hours = Object.values(child!.need.week ?? {});
  return {
    surname: child!.surname,
    firstName: child!.firstName,
    birthDate: child!.birthDate,
    dueDate: child!.dueDate,
    multipleBirth: child!.multipleBirth,
    adaptationNeed: child!.adaptationNeed,
    adults: reading.form.adults.map(({ firstName, surname, situation }) => ({ firstName, surname, situation })),
    returnsOn: first?.returnsOn ?? null,
    secondReturnsOn: second?.returnsOn ?? null,
    phone: first?.phone,
    email: first?.email,
    postalCode: first?.postalCode,
    communeCode: first?.communeCode,
    communeName: first?.communeName,
    wantedFrom: child!.need.wantedFrom,
    days: reading.daysWanted,
    daysPerWeek: child!.need.daysPerWeek,
    hours: hours.every(({ start, end }) => start === hours[0]?.start && end === hours[0]?.end)
      ? (hours[0] ?? null)
      : hours,
    requestedOn: reading.requestedOn,
    note: reading.note,
  };
}

export interface Difference {
  readonly field: string;
  readonly wanted: unknown;
  readonly got: unknown;
}

/** How the reading of a row differs from what the row means. */
export function differences(
  row: UnseenRow,
  reading: RowReading | undefined,
): { compared: number; wrong: Difference[] } {
  const fields = Object.keys(row.truth);
  if (reading?.kind !== 'request')
    return { compared: fields.length, wrong: [{ field: 'row', wanted: 'a request', got: reading }] };
  const got = said(reading);
  const shown = new Set<string>([
    ...reading.problems.map(({ field }) => field),
    ...reading.gaps,
    ...reading.approximate,
  ]);
  const wrong = fields.flatMap((field) => {
    const wanted = field === 'phone' ? phoneOfFirst(row) : row.truth[field];
    if (field === 'kept')
      return JSON.stringify([reading.form.adults, reading.note]).includes(wanted as string)
        ? []
        : [{ field, wanted, got: reading.note }];
    const read = field === 'note' ? noteOf(got['note'] as string | null) : got[field];
    return JSON.stringify(read) === JSON.stringify(wanted) ? [] : [{ field, wanted, got: read }];
  });
  const silent = row.doubts
    .filter((doubt) => !shown.has(doubt))
    .map((field) => ({ field: `doubt ${field}`, wanted: 'shown', got: [...shown] }));
  return { compared: fields.length + row.doubts.length, wrong: [...wrong, ...silent] };
}

/** `06… (mère) 07… (père)` beside `Mr et Mme Martin`: the first adult named is the father, and has his number. */
function phoneOfFirst({ cells, truth }: UnseenRow): unknown {
  const [phone = '', adults = ''] = [cells['phone'], cells['adults']];
  return phone.includes('(père)') && /^(mr?|monsieur)[ .]/i.test(adults) ? truth['kept'] : truth['phone'];
}

/** The remark alone: other cells that have no place in the dossier are kept beside it under their name. */
const noteOf = (note: string | null): string | null =>
  note
    ?.split('\n')
    .filter((text) => !/^(Situation|Horaires|Jours|Autre [a-zé-]+) : /.test(text))
    .join('\n') || null;
