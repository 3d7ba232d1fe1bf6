import type { FamilyNotice } from '../../../dossier/dossier/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';

/** What a feature tells the family, as its page shows it. */
export interface NoticeModel {
  readonly href: string;
  readonly link: string;
  readonly waits: { readonly title: string; readonly text: string; readonly button: string } | null;
}

/** @param base the address of the page below which the notice leads */
export const noticeModel = ({ t }: Translator, { waits, path, link }: FamilyNotice, base: string): NoticeModel => ({
  href: `${base}/${path}`,
  link: t(link),
  waits: waits && { title: t(waits.title, waits.args), text: t(waits.text, waits.args), button: t(waits.button) },
});
