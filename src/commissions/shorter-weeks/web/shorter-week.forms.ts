import { KNOWN_AT_DESK, SPEAKERS, type Speaker } from '../../../dossier/dossier/index.js';
import { OneOf } from '../../../foundation/platform/web/index.js';
import { WEEK_ANSWERS, type WeekAnswer } from '../domain/shorter-week.js';

/** The family presses one of two buttons. */
export class WeekAnswerForm {
  @OneOf(WEEK_ANSWERS, 'shorterWeek.errors.answer') answer: WeekAnswer;
}

/** The desk presses one of them, and says who told it. */
export class NotedWeekForm extends WeekAnswerForm {
  @OneOf(SPEAKERS, 'dossier.errors.toldBy') toldBy: Speaker;
  @OneOf(KNOWN_AT_DESK, 'dossier.errors.knownBy') knownBy: (typeof KNOWN_AT_DESK)[number];
}
