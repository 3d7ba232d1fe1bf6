import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import type { MemberCalendar } from '../member-calendars.js';

const hrefOf = (personKey: string): string => `/commissions/indisponibilites/${encodeURIComponent(personKey)}`;

/** One line about what is known of a member's time, and one about why the last reading failed. */
function standing(
  { t, instant }: Translator,
  { calendar, moments }: MemberCalendar,
): { state: string; failure: string | null } {
  if (!calendar) return { state: t('commission.away.none'), failure: null };
  const known = calendar.readAt
    ? t(calendar.address ? 'commission.away.readAt' : 'commission.away.fileAt', {
        at: instant(calendar.readAt),
        count: moments,
      })
    : t('commission.away.notYet');
  const failure =
    calendar.failure &&
    t(calendar.readAt ? 'commission.away.failedKept' : 'commission.away.failed', {
      at: instant(calendar.triedAt!),
      why: t(`refusal.busyCalendar.${calendar.failure}`),
    });
  return { state: known, failure };
}

export function calendarsModel(words: Translator, rows: readonly MemberCalendar[]): Record<string, unknown> {
  const { t } = words;
  return {
    table: {
      caption: t('commission.away.list'),
      captionHidden: true,
      columns: [{ text: t('commission.away.person') }, { text: t('commission.away.state') }],
      rows: rows.map((row) => {
        const { state, failure } = standing(words, row);
        return [
          { text: row.label, href: hrefOf(row.personKey) },
          { text: state, ...(failure ? { hint: failure } : {}) },
        ];
      }),
    },
  };
}

export function calendarModel(words: Translator, row: MemberCalendar): Record<string, unknown> {
  const { calendar, label, personKey } = row;
  return {
    name: label,
    action: hrefOf(personKey),
    ...standing(words, row),
    // Only the server of the address is shown, because the address itself is the member's secret.
    host: calendar?.address ? new URL(calendar.address).hostname : null,
    has: calendar !== null,
  };
}
