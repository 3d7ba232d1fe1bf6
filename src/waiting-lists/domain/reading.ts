/** Why a cell could not be read, or was read with a doubt: each names a sentence of the catalogue. */
export const REASONS = [
  'not_a_date',
  'no_year',
  'impossible_date',
  'too_long_ago',
  'too_far_ahead',
  'future_birth_read_as_due',
  'due_date_passed',
  'before_birth',
  'long_before_birth',
  'not_a_phone',
  'not_an_email',
  'swapped_columns',
  'no_number',
  'not_days',
  'which_day',
  'half_days',
  'not_a_mark',
  'not_a_number_of_days',
  'days_disagree',
  'not_hours',
  'end_before_start',
  'which_adult',
  'unknown_situation',
  'not_yes_or_no',
  'health_detail_not_kept',
  'not_in_postal_code',
  'not_a_postal_code',
  'nearly_this_commune',
  'which_name',
  'several_children',
  'no_child',
  'only_a_name',
  'repeated_header',
  'too_few_cells',
  'too_many_cells',
] as const;
export type Reason = (typeof REASONS)[number];

export type Reading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: Reason };

export const read = <T>(value: T): Reading<T> => ({ ok: true, value });
export const unread = (reason: Reason): { ok: false; reason: Reason } => ({ ok: false, reason });
