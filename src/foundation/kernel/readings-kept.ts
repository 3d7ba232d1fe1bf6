/** How many months the journal keeps who read what (domain.md §11). Acts stay. */
export const READINGS_KEPT_MONTHS = 12;
