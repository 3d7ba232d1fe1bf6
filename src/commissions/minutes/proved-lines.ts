import type { Translator } from '../../foundation/platform/i18n/index.js';
import type { MinutesContent } from './domain/minutes-content.js';

/** How many of the points were proved. Nothing where the grid wants no proof, and for older minutes. */
export function provedLines({ t }: Translator, { proofs }: MinutesContent): string[] {
  if (!proofs || proofs.wanted === 0) return [];
  const { seen, wanted, missing } = proofs;
  return [
    t('minutes.pdf.proofsText', { seen, wanted, share: Math.round((100 * seen) / wanted) }),
    ...(missing > 0 ? [t('minutes.pdf.proofsMissing', { count: missing })] : []),
  ];
}
