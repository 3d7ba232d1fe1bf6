import { BodyChange } from './body-change.entity.js';
import {
  Body,
  BodyMember,
  CalendarFeed,
  CommissionSession,
  Candidacy,
  PlacesDeclaration,
} from './commission.entities.js';
import { AskedProof } from './proofs.entities.js';
import {
  Attendance,
  CaseDebate,
  DecisionAct,
  Recusal,
  ReofferedSeats,
  ReofferRun,
  SessionRatification,
  SittingDay,
  Unmasking,
} from './sitting.entities.js';

/** The tables of this feature. Other features know the types of their rows only. */
export const COMMISSION_ENTITIES = [
  Body,
  BodyMember,
  BodyChange,
  CommissionSession,
  Candidacy,
  CalendarFeed,
  PlacesDeclaration,
  AskedProof,
  SittingDay,
  Attendance,
  CaseDebate,
  DecisionAct,
  Recusal,
  ReofferRun,
  ReofferedSeats,
  SessionRatification,
  Unmasking,
];
