import { isRefusedName } from '../../../../../foundation/kernel/person-name.js';
import { addMonths, isDay, type Day } from '../../../../../foundation/kernel/time.js';
import { Choice, DatePart, dayInputs, Name, readDay, Text } from '../../../../../foundation/platform/web/index.js';
import { keptDueDate } from '../../../domain/births.js';
import { CHILD_QUESTIONS } from '../../../domain/child-questions.js';
import { isBeforeBirth } from '../../../domain/contradictions.js';
import { EMPTY_CHILD, siblingSaid } from '../../../domain/dossier-form.js';
import { pointedNames } from '../../../domain/questions.js';
import { withWithheld } from '../../../domain/withheld.js';
import { answersOn, pageAsking, shownAnswers } from './asked-on-page.js';
import {
  Errors,
  orNull,
  replaceAt,
  shownOr,
  shownYesNo,
  withheldOn,
  yesNoOf,
  YesNoOrWithheld,
  type Topic,
  type Values,
} from './topic.js';

/** Older children go to school. This desk is for childcare before school. */
const OLDEST_YEARS = 6;
/** A due date further away is a mistake. */
const LONGEST_WAIT_MONTHS = 10;

export class ChildPage extends pageAsking(CHILD_QUESTIONS, 'child') {
  @Choice(['born', 'expected'], 'dossier.errors.born') born?: 'born' | 'expected';
  @Name('dossier.errors.childFirstNameLong') firstName?: string;
  @Name('dossier.errors.childSurnameLong') surname?: string;
  @DatePart('dossier.errors.birth') birthDay?: string;
  @DatePart('dossier.errors.birth') birthMonth?: string;
  @DatePart('dossier.errors.birth') birthYear?: string;
  @DatePart('dossier.errors.due') dueDay?: string;
  @DatePart('dossier.errors.due') dueMonth?: string;
  @DatePart('dossier.errors.due') dueYear?: string;
  @YesNoOrWithheld('dossier.errors.siblingReceived') siblingReceived?: string;
  @Text('dossier.errors.sibling', 80) siblingProviderId?: string;
}

/** A due date long past is a mistake, but for a desk: an old list may hold nothing newer. */
const earliestDue = (strict: boolean, today: Day): Day => addMonths(today, strict ? -1 : -12 * OLDEST_YEARS);

export const CHILD: Topic<ChildPage> = {
  path: 'enfant',
  view: 'dossier/answers/child',
  page: ChildPage,
  count: (form) => form.children.length,
  values(form, index): Values {
    const child = form.children[index] ?? EMPTY_CHILD;
    return {
      born: child.birthDate ? 'born' : child.dueDate ? 'expected' : '',
      firstName: child.firstName,
      surname: child.surname ?? form.adults[0]?.surname,
      ...dayInputs('birth', child.birthDate),
      ...dayInputs('due', child.dueDate),
      ...shownAnswers(CHILD_QUESTIONS, child),
      siblingReceived: shownOr(child, 'siblingReceived', shownYesNo(siblingSaid(child))),
      siblingProviderId: child.siblingProviderId,
    };
  },
  check(page, { strict, today, establishments }, index, form) {
    const [birth, due] = [readDay({ ...page }, 'birth'), readDay({ ...page }, 'due')];
    const [born, expected] = [page.born === 'born', page.born === 'expected'];
    const sibling = page.siblingProviderId;
    const held = form.children[index];
    const errors = new Errors()
      .when(strict && !page.born, 'born', 'dossier.errors.born')
      .when(strict && born && !page.firstName, 'firstName', 'dossier.errors.childFirstName')
      .when(isRefusedName(page.firstName, held?.firstName), 'firstName', 'dossier.errors.childFirstNameSigns');
    if (born)
      errors
        .when(strict && birth === null, 'birth', 'dossier.errors.birth')
        .whenOutside(page, 'birth', [addMonths(today, -12 * OLDEST_YEARS), today], {
          asked: 'dossier.errors.birth',
          early: 'dossier.errors.birthEarly',
          late: 'dossier.errors.birthLate',
        });
    if (expected)
      errors
        .when(strict && due === null, 'due', 'dossier.errors.due')
        .whenOutside(page, 'due', [earliestDue(strict, today), addMonths(today, LONGEST_WAIT_MONTHS)], {
          asked: 'dossier.errors.due',
          early: 'dossier.errors.dueEarly',
          late: 'dossier.errors.dueLate',
        });
    return errors
      .when(
        isRefusedName(page.surname, held?.surname ?? form.adults[0]?.surname),
        'surname',
        'dossier.errors.childSurnameSigns',
      )
      .when(
        (born || expected) &&
          isBeforeBirth(
            { birthDate: born && isDay(birth) ? birth : null, dueDate: expected && isDay(due) ? due : null },
            form.children[index]?.need.wantedFrom ?? null,
          ),
        born ? 'birth' : 'due',
        'dossier.errors.bornAfterWanted',
      )
      .when(strict && !page.surname, 'surname', 'dossier.errors.childSurname')
      .when(
        (sibling !== undefined && !establishments.some(({ id }) => id === sibling)) ||
          (!page.later && !page.leave && page.siblingReceived === 'yes' && sibling === undefined),
        'siblingProviderId',
        'dossier.errors.sibling',
      )
      .when(
        sibling !== undefined && page.siblingReceived !== undefined && page.siblingReceived !== 'yes',
        'siblingReceived',
        'dossier.errors.noSiblingThere',
      ).list;
  },
  apply(form, index, page) {
    const [birth, due] = [readDay({ ...page }, 'birth'), readDay({ ...page }, 'due')];
    const said = {
      ...(form.children[index] ?? EMPTY_CHILD),
      firstName: orNull(page.firstName),
      surname: orNull(page.surname),
      birthDate: page.born === 'born' && isDay(birth) ? birth : null,
      dueDate:
        page.born === 'expected' && isDay(due)
          ? due
          : page.born === 'born' && isDay(birth)
            ? keptDueDate(form.children[index]?.dueDate ?? null, birth)
            : null,
      ...answersOn(page, CHILD_QUESTIONS),
      siblingReceived: page.siblingProviderId ? true : yesNoOf(page.siblingReceived),
      siblingProviderId: orNull(page.siblingProviderId),
    };
    const child = withWithheld(said, withheldOn(page, pointedNames(CHILD_QUESTIONS)));
    return { ...form, children: replaceAt(form.children, index, child) };
  },
};
