import { plain } from './plain-text.js';

/** Why a list says that nobody waits any more. */
export const WITHDRAWN_REASONS = [
  'struck_through',
  'cancelled',
  'place_found',
  'moved_away',
  'needs_no_more',
  'declined_place',
] as const;
export type WithdrawnReason = (typeof WITHDRAWN_REASONS)[number];

/** How a list says of a line that nobody waits any more. */
const WITHDRAWN: readonly [RegExp, WithdrawnReason][] = [
  // What a sheet of a workbook says of a line that is struck through (added-columns.ts).
  [/^ligne barree$/, 'struck_through'],
  [/^plus de demande demenage/, 'moved_away'],
  [
    /^(ok |demande |dde |dossier |inscription |ligne |a )?(annule(e|es|s)?|annulation|supprime(e|r)?|raye(e)?|barre(e)?|abandon(ne|nee)?|retire(e|es)?|retrait|radie(e)?|archive(e)?)( |$)/,
    'cancelled',
  ],
  [/^(desist\w*|se desiste|s est desiste\w*|sans suite|classe(e)? sans suite)( |$)|\bmerci d annuler\b/, 'cancelled'],
  [/^((a )?refus\w* (de )?(la|une|notre) place)( |$)/, 'declined_place'],
  [
    /\b(ne (souhaite|veut|cherche|veulent|cherchent|souhaitent) plus|n est plus (interesse|demandeu|concerne)\w*)\b/,
    'needs_no_more',
  ],
  [/\b(plus (de )?(besoin|demande)|n a plus (de )?besoin|plus interesse\w*)\b/, 'needs_no_more'],
  [
    /\ba (trouve|obtenu)( |$)(?!(une? |du )?(emploi|travail|boulot|logement|appartement|appart|maison|cdi|cdd|poste|formation|stage)\b)/,
    'place_found',
  ],
  [/\b(avons|ont|ai) trouve( |$)(?!(une? |du )?(emploi|travail|logement|appartement|maison)\b)/, 'place_found'],
  [/\b(a|ont|avons) (eu|obtenu|accepte) une (autre )?place\b/, 'place_found'],
  [
    /^(trouve une? |autre (solution|mode de garde|mode d accueil) trouve|(ok )?(solution|place|garde|nounou|assistante maternelle|ass mat) (deja )?trouvee?|gardee? ailleurs|accueilli(e)? ailleurs|inscrit(e)? ailleurs|place(e)? ailleurs)/,
    'place_found',
  ],
  [
    /^(ok )?(a )?(une )?(place(e)?|pris(e)?|entre(e)?|admis(e)?) (en|a la|a|chez|au) (mam|creche|micro|multi|une? (ass|nounou)|nounou|ass|l ass)/,
    'place_found',
  ],
  [
    /^(a )?demenage(e|ment)?( (a|au|aux|en|vers|sur|hors|le|dans) .*)?$|\ba demenage\b|^(famille )?partie? (de la commune|hors (commune|secteur|departement))/,
    'moved_away',
  ],
  // `placé 09/26`
  [/^placee?( (le|en|depuis|au))? [\d ]+$/, 'place_found'],
];
/** Said alone in the column of what became of the request, these tell as much. In a remark they may be about a sibling. */
const WITHDRAWN_STATUS: readonly [RegExp, WithdrawnReason][] = [
  [/^(placee?|admise?|entree?|accueillie?|trouvee?|pourvue?|place attribuee|integree?|inscrite?)$/, 'place_found'],
  [/^refus\w*( famille)?$/, 'declined_place'],
  [/^(cloturee?|close?|closed|terminee?|hors liste|sortie?( de( la)? liste)?)$/, 'cancelled'],
];
const NOT_YET = /\b(n a|pas|rien|non) (pas )?(encore )?(trouve|annule|desist|retire)/;

/**
 * Why `annulé`, `a trouvé une nounou`, `désistement`, `ne cherche plus` say that nobody waits; null for any other
 * words. A person decides whether the line is taken.
 * @param isStatus whether the cell stands in the column of what became of the request
 */
export function withdrawnReason(text: string, isStatus = false): WithdrawnReason | null {
  const said = plain(text);
  if (NOT_YET.test(said)) return null;
  const patterns = isStatus ? [...WITHDRAWN, ...WITHDRAWN_STATUS] : WITHDRAWN;
  return patterns.find(([words]) => words.test(said))?.[1] ?? null;
}
