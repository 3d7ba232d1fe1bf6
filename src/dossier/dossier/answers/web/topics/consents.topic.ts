import { isLanguage, LANGUAGES } from '../../../../../foundation/kernel/language.js';
import { Choice, YesNo } from '../../../../../foundation/platform/web/index.js';
import { DraftPageForm } from './draft-page.form.js';
import { Errors, shownYesNo, yesNoOf, type Topic } from './topic.js';

export class ConsentsPage extends DraftPageForm {
  @YesNo('dossier.errors.share') shareWithProviders?: string;
  @YesNo('dossier.errors.reminders') reminders?: string;
  @Choice(LANGUAGES, 'dossier.errors.language') language?: string;
}

export const CONSENTS: Topic<ConsentsPage> = {
  path: 'accords',
  view: 'dossier/answers/consents',
  page: ConsentsPage,
  count: () => 1,
  values: ({ consents, language }, _index, lang) => ({
    shareWithProviders: shownYesNo(consents.shareWithProviders),
    reminders: shownYesNo(consents.reminders),
    language: language ?? lang,
  }),
  check: (page, { strict }) =>
    new Errors()
      .when(strict && !page.shareWithProviders, 'shareWithProviders', 'dossier.errors.share')
      .when(strict && !page.reminders, 'reminders', 'dossier.errors.reminders').list,
  apply: (form, _index, page) => ({
    ...form,
    consents: { shareWithProviders: yesNoOf(page.shareWithProviders), reminders: yesNoOf(page.reminders) },
    // The language that the page proposes is no answer yet when one only leaves the page.
    language: isLanguage(page.language) && !(page.leave && form.language === null) ? page.language : null,
  }),
};
