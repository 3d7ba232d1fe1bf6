/** The only place where the import takes words from the dossier: the form that every desk fills. */
export {
  EMPTY_ADULT,
  EMPTY_CHILD,
  EMPTY_FORM,
  EMPTY_NEED,
  isLeave,
  mayStartLater,
} from '../../../dossier/dossier/domain/index.js';
export type {
  AdultForm,
  ChildForm,
  DossierForm,
  HouseholdForm,
  NeedForm,
  Situation,
  WishForm,
} from '../../../dossier/dossier/domain/index.js';
