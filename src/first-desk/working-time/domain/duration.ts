const DAY_MINUTES = 24 * 60;
const HOURS_AND_MINUTES = /^(\d{1,2})\s*(?:h|:)\s*(\d{2})?$/i;
const DECIMAL_HOURS = /^(\d{1,2})(?:[.,](\d{1,2}))?$/;
const MINUTES = /^(\d{1,4})\s*(?:min|mn|m)$/i;

/**
 * Minutes of a duration as people write it: `2`, `2h`, `2h30`, `2:30`, `2,5`, `45 min`. Null for an empty field and
 * for zero; a day at most.
 */
export function readDuration(typed: string): number | null | 'invalid' {
  const text = typed.trim();
  if (text === '') return null;
  const minutes = minutesIn(text);
  if (minutes === null || minutes > DAY_MINUTES) return 'invalid';
  return minutes === 0 ? null : minutes;
}

function minutesIn(text: string): number | null {
  const clock = HOURS_AND_MINUTES.exec(text);
  if (clock) {
    const rest = Number(clock[2] ?? 0);
    return rest < 60 ? Number(clock[1]) * 60 + rest : null;
  }
  const decimal = DECIMAL_HOURS.exec(text);
  if (decimal) return Math.round(Number(`${decimal[1]}.${decimal[2] ?? 0}`) * 60);
  const minutes = MINUTES.exec(text);
  return minutes ? Number(minutes[1]) : null;
}

/** A duration as a field shows it and reads it again: `2h30`. */
export const writeDuration = (minutes: number): string =>
  `${Math.floor(minutes / 60)}h${String(minutes % 60).padStart(2, '0')}`;
