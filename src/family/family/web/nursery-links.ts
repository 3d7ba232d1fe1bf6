import type { Id } from '../../../foundation/kernel/ids.js';
import type { Supply } from '../../../offer/supply/index.js';

/** Establishments as links to where the directory tells of each. */
export const nurseryLinks = (ids: readonly Id[], supply: Supply): { text: string; href: string }[] =>
  ids.flatMap((id) => {
    const provider = supply.provider(id);
    return provider ? [{ text: provider.name, href: `/modes-d-accueil/${provider.id}` }] : [];
  });
