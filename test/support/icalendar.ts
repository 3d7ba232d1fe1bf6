const two = (lines: readonly string[]): string => lines.join('\r\n');

/** The text of a calendar, as other programs write it. */
export const icsOf = (events: readonly (readonly string[])[], name = ''): string =>
  two([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//test//FR',
    ...(name ? [`X-WR-CALNAME:${name}`] : []),
    ...events.flatMap((lines, index) => [
      'BEGIN:VEVENT',
      ...(lines.some((line) => line.startsWith('UID')) ? [] : [`UID:e${index}@test`]),
      'DTSTAMP:20261124T080000Z',
      ...lines,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
    '',
  ]);

/** The calendar of zone A for the school year 2026–2027, with its single days that are no holidays. */
export const SCHOOL_YEAR = icsOf(
  [
    ['SUMMARY:Rentrée des élèves', 'DTSTART;VALUE=DATE:20260901', 'DTEND;VALUE=DATE:20260902'],
    ['SUMMARY:Vacances de Noël', 'DTSTART;VALUE=DATE:20261219', 'DTEND;VALUE=DATE:20270104'],
    ['SUMMARY:Vacances d’hiver', 'DTSTART;VALUE=DATE:20270213', 'DTEND;VALUE=DATE:20270301'],
    ['SUMMARY:Vacances de printemps', 'DTSTART;VALUE=DATE:20270410', 'DTEND;VALUE=DATE:20270426'],
  ],
  'Zone A',
);
