import { YesNo } from '../../../../../foundation/platform/web/index.js';
import {
  yesNoNames,
  type Questions,
  type StoredAnswers,
  type YesNoAnswers,
  type YesNoName,
} from '../../../domain/questions.js';
import { DraftPageForm } from './draft-page.form.js';
import { shownOr, shownYesNo, yesNoOf, YesNoOrWithheld, type Values } from './topic.js';

type Fields<Asked extends Questions> = { [Name in YesNoName<Asked>]?: string };

/** A page with a field for each yes/no question. @param topic the group of their words: `question.<topic>.<name>` */
export function pageAsking<Asked extends Questions>(
  asked: Asked,
  topic: string,
): new () => DraftPageForm & Fields<Asked> {
  class Page extends DraftPageForm {}
  for (const name of yesNoNames(asked)) {
    const field = asked[name]!.points ? YesNoOrWithheld : YesNo;
    field(`question.${topic}.${name}.unread`)(Page.prototype, name);
  }
  return Page as new () => DraftPageForm & Fields<Asked>;
}

/** What the fields of the yes/no questions show. */
export const shownAnswers = <Asked extends Questions>(asked: Asked, part: StoredAnswers<Asked>): Values =>
  Object.fromEntries(yesNoNames(asked).map((name) => [name, shownOr(part, name, shownYesNo(part[name] ?? null))]));

/** What a page says to the yes/no questions. */
export const answersOn = <Asked extends Questions>(page: Fields<Asked>, asked: Asked): YesNoAnswers<Asked> =>
  Object.fromEntries(yesNoNames(asked).map((name) => [name, yesNoOf(page[name])])) as YesNoAnswers<Asked>;
