/**
 * What comparing the site with the RGAA 4.1 gave, as `docs/accessibility.md` has it criterion by criterion. The team
 * that builds the site did it: the statement says so, and sets the state from it as the RGAA does from any evaluation.
 */
export const SELF_EVALUATION = {
  day: '2026-12-01',
  criteria: 106,
  respected: 74,
  notRespected: [],
  /** Counted as not respected: what nobody has seen is not claimed. */
  notChecked: ['7.1'],
  /** When what is missing is to be mended. */
  mendedBy: '2027-03-31',
} as const;

/** How many criteria the site has anything for. */
export const APPLICABLE =
  SELF_EVALUATION.respected + SELF_EVALUATION.notRespected.length + SELF_EVALUATION.notChecked.length;

/** With which tools, on what, and what the site is made of: names, the same in both languages. */
export const EVALUATED_WITH = {
  technologies: ['HTML 5', 'CSS', 'SVG', 'JavaScript', 'WAI-ARIA', 'PDF (PDF/UA-1)'],
  tools: [
    'axe-core',
    'IBM Equal Access Accessibility Checker',
    'Nu Html Checker (W3C)',
    'html-validate',
    'Typst (PDF/UA-1)',
  ],
} as const;

/** The pages that were read, by the key of the sentence that names each. */
export const SAMPLE = [
  'home',
  'statement',
  'legal',
  'follow',
  'directory',
  'rules',
  'data',
  'missing',
  'dossier',
  'offer',
  'signIn',
  'inbox',
  'duplicates',
  'nursery',
  'commission',
  'figures',
] as const;

export type Conformity = 'full' | 'partial' | 'none';

/** The state of a site, by how many of the criteria that apply are respected: all, at least half, fewer (RGAA 4.1). */
export function conformityOf(respected: number, applicable: number): Conformity {
  if (respected === applicable) return 'full';
  return respected * 2 >= applicable ? 'partial' : 'none';
}

/** Per cent, never rounded up to what is not reached. */
export const rateOf = (respected: number, applicable: number): number => Math.floor((respected * 100) / applicable);

export const CONFORMITY = conformityOf(SELF_EVALUATION.respected, APPLICABLE);
