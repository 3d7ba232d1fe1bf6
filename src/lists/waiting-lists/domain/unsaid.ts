import { plain } from './plain-text.js';

const UNSAID =
  /^(n ?c|n ?r|n ?a|nsp|ras|neant|inconnue?s?( .*)?|non (connue?s?|renseignee?s?|communiquee?s?)|aucune?s?|pas d(e)? (e )?(mail|adresse( mail)?|tel|telephone|portable)|pas encore (de prenom|choisie?|connue?))$/;

/** True for what people write where they have nothing to say: `-`, `?`, `NC`, `néant`, `non renseigné`, `pas de mail`. */
export const isUnsaid = (text: string): boolean => plain(text) === '' || UNSAID.test(plain(text));
