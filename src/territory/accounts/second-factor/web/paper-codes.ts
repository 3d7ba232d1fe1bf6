import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { codeWords } from '../../../../foundation/platform/security/index.js';

/** The page that shows the codes on paper, this once. @param suite where the person goes on */
export const paperModel = ({ t }: Translator, codes: readonly string[], suite: string): Record<string, unknown> => ({
  title: t('accounts.factor.paperTitle'),
  codes: codes.map(codeWords),
  suite,
});
