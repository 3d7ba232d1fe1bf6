import { In } from 'typeorm';
import { AccountsModule } from '../../territory/accounts/index.js';
import { AdmissionModule, CriterionRecords } from '../admission/index.js';
import { DossierModule, keepsOfFamily, tellsDesk } from '../../dossier/dossier/index.js';
import { feature, join } from '../../foundation/platform/feature/index.js';
import { SupplyModule } from '../../offer/supply/index.js';
import { mayAnswer } from './desk-question.policy.js';
import { DESK_ANSWER, DESK_QUESTION, DeskQuestions } from './desk-questions.js';
import { DeskQuestion } from './persistence/desk-question.entity.js';
import { AnsweredQuestions, DirectorQuestions } from './web/desk-questions.pages.js';
import { QuestionPresenter } from './web/question.presenter.js';

/** What directors ask the desks about requests that name their establishments. */
export const deskQuestions = feature('desk-questions', {
  uses: [AccountsModule, SupplyModule, DossierModule, AdmissionModule],
  tables: [DeskQuestion],
  services: [DeskQuestions],
  own: [QuestionPresenter],
  pages: [DirectorQuestions, AnsweredQuestions],
  sends: [DESK_QUESTION, DESK_ANSWER],
  joins: [
    keepsOfFamily('desk-questions deletes what was asked about the family', [DeskQuestions], (questions) => ({
      forget: (tx, requestIds) => tx.delete(DeskQuestion, { requestId: In([...requestIds]) }),
      exported: { name: 'questions', read: (requestIds) => questions.listOfAll(requestIds) },
    })),
    join([CriterionRecords, DeskQuestions], ({ proofSeen }, questions) =>
      proofSeen.join('desk-questions answers that the proof was seen', (tx, actor, requestId, criterion) =>
        questions.answerSeen(tx, actor, requestId, criterion),
      ),
    ),
    tellsDesk('desk-questions counts what directors asked', [DeskQuestions], (questions) => ({
      may: mayAnswer,
      read: (requestIds) => questions.listNotices(requestIds),
    })),
  ],
});
