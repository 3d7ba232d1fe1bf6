/**
 * What comparing the site with the RGAA 4.1 gave, as `docs/accessibility.md` has it criterion by criterion. It is no
 * audit: the legal state stays “non conforme” until somebody from outside has made one.
 */
export const SELF_EVALUATION = {
  day: '2026-11-30',
  criteria: 106,
  respected: 74,
  notRespected: [],
  notChecked: ['7.1'],
  /** When what is missing is to be mended. */
  mendedBy: '2027-03-31',
} as const;

/** How many criteria the site has anything for. */
export const APPLICABLE =
  SELF_EVALUATION.respected + SELF_EVALUATION.notRespected.length + SELF_EVALUATION.notChecked.length;
