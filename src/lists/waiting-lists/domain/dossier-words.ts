/** The only place where the import takes words from the dossier: the form that every desk fills. */
export {
  answeredBy,
  CHILD_QUESTIONS,
  EMPTY_ADULT,
  EMPTY_CHILD,
  EMPTY_FORM,
  EMPTY_NEED,
  isLeave,
  listColumns,
  mayStartLater,
} from '../../../dossier/dossier/domain/index.js';
export type {
  AdultForm,
  ChildForm,
  ChildQuestions,
  DossierForm,
  HouseholdForm,
  NeedForm,
  Situation,
  WishForm,
  YesNoAnswers,
} from '../../../dossier/dossier/domain/index.js';
