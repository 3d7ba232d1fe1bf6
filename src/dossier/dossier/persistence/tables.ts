import {
  AccessLink,
  Adult,
  ChildRequest,
  Dossier,
  Draft,
  FamilySession,
  Orientation,
  RequestHistory,
  SealedForm,
  Wish,
} from './dossier.entities.js';
import { DuplicateJudgement, DuplicateKey, PossibleDuplicate, RequestJoin } from './duplicate.entities.js';
import { FactRecord } from './fact-record.entity.js';
import { ProposedChange } from './proposed-change.entities.js';

/** The tables of this feature. Other features know the types of their rows only. */
export const DOSSIER_ENTITIES = [
  Draft,
  Dossier,
  SealedForm,
  Adult,
  ChildRequest,
  Wish,
  RequestHistory,
  Orientation,
  AccessLink,
  FamilySession,
  DuplicateKey,
  PossibleDuplicate,
  DuplicateJudgement,
  RequestJoin,
  ProposedChange,
  FactRecord,
];
