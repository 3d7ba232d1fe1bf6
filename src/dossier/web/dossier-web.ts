import { AnswersPresenter } from './answers.presenter.js';
import { ChangesPresenter } from './changes.presenter.js';
import { CheckPresenter } from './check.presenter.js';
import { DraftPages } from './draft-pages.js';
import { DraftPartsController } from './draft-parts.controller.js';
import { FamilyCookie } from './family-cookie.js';
import { QuestionPresenter } from './question.presenter.js';
import { QuestionsController } from './questions.controller.js';
import { ReceiptPresenter } from './receipt.presenter.js';
import { ResumeLinks } from './resume-links.js';
import { SendController } from './send.controller.js';
import { StartController } from './start.controller.js';
import { WishesController } from './wishes.controller.js';
import { WishesPresenter } from './wishes.presenter.js';

/** The pages that fill a dossier, for parents and for the counter. */
export const DOSSIER_CONTROLLERS = [
  StartController,
  SendController,
  WishesController,
  DraftPartsController,
  QuestionsController,
];
/** What other desks show of a dossier with the same words. */
export const SHARED_PRESENTERS = [
  AnswersPresenter,
  ChangesPresenter,
  FamilyCookie,
  QuestionPresenter,
  ReceiptPresenter,
  WishesPresenter,
];
export const DOSSIER_PRESENTERS = [...SHARED_PRESENTERS, CheckPresenter, DraftPages, ResumeLinks];
