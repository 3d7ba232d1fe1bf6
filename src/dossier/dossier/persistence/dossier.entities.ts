import { Entity, Index } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Language } from '../../../foundation/kernel/language.js';
import type { Day, Instant } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  CountColumn,
  DayColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  OwnColumn,
  RefColumn,
  TextColumn,
} from '../../../foundation/platform/database/index.js';
import type { ChildQuestion, ChildQuestions } from '../domain/child-questions.js';
import type {
  AdultForm,
  ConsentsForm,
  DossierForm,
  HouseholdForm,
  NeedForm,
  WishMode,
} from '../domain/dossier-form.js';
import type { RemovedPart } from '../domain/draft-parts.js';
import type { NextAct, NextActCode, NextActOwner } from '../domain/next-act.js';
import type { YesNoAnswers } from '../domain/questions.js';
import type { RequestAction } from '../domain/request-lifecycle.js';
import type { RequestState } from '../domain/request-states.js';
import type { Track } from '../domain/track.js';

const OPEN = 'next_act_due IS NOT NULL AND joined_into_id IS NULL';

/** `door`: with the family, at a point d'accueil that is no desk. */
export type Origin = 'parent' | 'counter' | 'import' | 'api' | 'door';

/** What a family (or an agent at the counter) has typed so far. Deleted three months after the last change. */
@Entity('draft')
export class Draft {
  @IdColumn() id: Id;
  @CodeColumn() origin: 'parent' | 'counter';
  @RefColumn({ nullable: true }) deskId: string | null;
  @RefColumn({ nullable: true }) accountId: Id | null;
  @JsonColumn() form: DossierForm;
  /** Topics answered so far (the task list). */
  @JsonColumn() answered: string[];
  @CountColumn() version: number;
  @InstantColumn() createdAt: Instant;
  @InstantColumn() updatedAt: Instant;
  @RefColumn({ nullable: true }) dossierId: Id | null;
  /** What was taken out last, until it is put back or the draft is sent. */
  @JsonColumn({ nullable: true }) removed: RemovedPart | null;
  /** The known family's dossier to which an agent adds it, where somebody chose that family. */
  @RefColumn({ nullable: true }) completesId: Id | null;
  /** The point d'accueil at which it is typed; null elsewhere. */
  @RefColumn({ nullable: true }) pointId: Id | null;
}

/** The single application of one family. */
@Entity('dossier')
// Families that came with lists, for the desk that writes to them first.
@Index('dossier_imported', ['deskId', 'submittedAt', 'id'], { where: "origin = 'import'" })
export class Dossier {
  @IdColumn() id: Id;
  /** What people say on the phone, e.g. `K7MX-42PD`. */
  @Index({ unique: true })
  @CodeColumn()
  number: string;
  @RefColumn() deskId: string;
  /** Residence; null outside the territory. */
  @RefColumn({ nullable: true }) communeCode: string | null;
  @CodeColumn() origin: Origin;
  @JsonColumn() household: HouseholdForm;
  @JsonColumn() criterionFacts: DossierForm['criterionFacts'];
  @JsonColumn() consents: ConsentsForm;
  /** The language of everything that is written to the family. */
  @CodeColumn({ default: 'fr' }) language: Language;
  @InstantColumn() submittedAt: Instant;
  @CountColumn() version: number;
  /**
   * The known family to which this deposit seems to belong, until somebody has judged it. A deposit from the public
   * page or the API changes nothing of a known family by itself (domain.md §4). Its requests wait in this dossier of
   * their own, with a number and a receipt like any other's.
   */
  @RefColumn({ nullable: true }) arrivedForId: Id | null;
  /**
   * Whether its adults live in two homes (homes.ts). No adult reads then where another lives, nor how it is reached. A
   * family stays so until its desk writes two equal addresses.
   */
  @FlagColumn({ default: false }) apart: boolean;
  /** When the desk last spoke with the family; null where it never did, as far as was noted. */
  @InstantColumn({ nullable: true }) heardAt: Instant | null;
  /** From this moment on, nothing in the dossier points at a person (forgetting.ts). */
  @InstantColumn({ nullable: true }) anonymisedAt: Instant | null;
}

/** A copy of what the family sent, exactly as it sent it. A joined dossier has several. */
@Entity('sealed_form')
export class SealedForm {
  @IdColumn() id: Id;
  @OwnColumn(() => Dossier) dossierId: Id;
  @InstantColumn() at: Instant;
  @JsonColumn() form: DossierForm;
  /** How it came. A line of a list was sent by no family. Null of forms older than this was noted. */
  @CodeColumn({ nullable: true }) source: Origin | null;
}

@Entity('adult')
export class Adult {
  @IdColumn() id: Id;
  @OwnColumn(() => Dossier) dossierId: Id;
  /** 1 or 2. */
  @CountColumn() rank: number;
  @CodeColumn({ nullable: true }) phone: string | null;
  @CodeColumn({ nullable: true }) email: string | null;
  @JsonColumn() details: AdultForm;
}

/** Demande: one child's request. The life cycle lives here. */
@Entity('child_request')
// The indexes of the inbox (inbox.ts). Each begins with one filter, in order of the due day, and also contains the
// columns of the other filters.
@Index('child_request_inbox', ['deskId', 'nextActDue', 'id', 'state', 'communeCode', 'nextActOwner', 'names'], {
  where: OPEN,
})
@Index('child_request_inbox_state', ['deskId', 'state', 'nextActDue', 'id', 'communeCode', 'nextActOwner'], {
  where: OPEN,
})
@Index('child_request_inbox_commune', ['deskId', 'communeCode', 'nextActDue', 'id', 'state', 'nextActOwner'], {
  where: OPEN,
})
@Index('child_request_inbox_owner', ['deskId', 'nextActOwner', 'nextActDue', 'id', 'state', 'communeCode'], {
  where: OPEN,
})
@Index('child_request_inbox_act', ['deskId', 'nextAct', 'nextActDue', 'id'], { where: OPEN })
// The other orders of the inbox. They hold no filter, so that a move of a request leaves them as they are.
@Index('child_request_received', ['deskId', 'submittedAt', 'id'], { where: OPEN })
@Index('child_request_wanted', ['deskId', 'wantedFrom', 'id'], { where: OPEN })
@Index('child_request_born', ['deskId', 'birthDate', 'id'], { where: OPEN })
@Index('child_request_urgent', ['deskId', 'nextActDue', 'id'], { where: `urgent_from IS NOT NULL AND ${OPEN}` })
@Index('child_request_state', ['state', 'id'])
export class ChildRequest implements YesNoAnswers<ChildQuestions> {
  @IdColumn() id: Id;
  @OwnColumn(() => Dossier) dossierId: Id;
  @RefColumn() deskId: string;
  @RefColumn({ nullable: true }) communeCode: string | null;
  @CodeColumn() state: RequestState;
  @CountColumn() version: number;
  @TextColumn({ nullable: true }) firstName: string | null;
  @TextColumn({ nullable: true }) surname: string | null;
  @DayColumn({ nullable: true }) birthDate: Day | null;
  @DayColumn({ nullable: true }) dueDate: Day | null;
  @FlagColumn({ nullable: true }) multipleBirth: boolean | null;
  @FlagColumn({ nullable: true }) siblingReceived: boolean | null;
  @CodeColumn({ nullable: true }) siblingProviderId: Id | null;
  @FlagColumn({ nullable: true }) adaptationNeed: boolean | null;
  /** The questions about the child that the family does not wish to answer (domain/withheld.ts). */
  @JsonColumn({ nullable: true }) withheld: readonly ChildQuestion[] | null;
  @JsonColumn() need: NeedForm;
  @DayColumn({ nullable: true }) wantedFrom: Day | null;
  /** For an emergency, the day from which care is needed (completeness.ts); null for any other need. */
  @DayColumn({ nullable: true }) urgentFrom: Day | null;
  /** Answers still missing (completeness.ts). */
  @JsonColumn() gaps: string[];
  @CodeColumn({ nullable: true }) nextAct: NextActCode | null;
  @DayColumn({ nullable: true }) nextActDue: Day | null;
  @CodeColumn({ nullable: true }) nextActOwner: NextActOwner | null;
  /**
   * The act that was due before a message failed to reach the family. It becomes the next act again once the family is
   * reached.
   */
  @JsonColumn({ nullable: true }) actAfterReach: NextAct | null;
  /** When the request was first made: an imported one keeps its own date. */
  @InstantColumn() submittedAt: Instant;
  /** When the family last said "still needed". */
  @InstantColumn() confirmedAt: Instant;
  /** The request of the same child into which this one was joined. */
  @RefColumn({ nullable: true }) joinedIntoId: Id | null;
  /** On a transfer: the request whose place the child keeps meanwhile. */
  @RefColumn({ nullable: true }) transferFromId: Id | null;
  /** A note of the desk. It is never shown in a session. */
  @TextColumn({ nullable: true }) deskNote: string | null;
  /** The names by which the desk finds the request: see searchedNames. */
  @TextColumn({ nullable: true }) names: string | null;
}

/** Vœu: one ranked target. */
@Entity('wish')
@Index('wish_rank', ['requestId', 'rank'], { unique: true })
@Index('wish_provider', ['providerId', 'requestId'])
export class Wish {
  @IdColumn() id: Id;
  @OwnColumn(() => ChildRequest) requestId: Id;
  /** 1 is the best. */
  @CountColumn() rank: number;
  @CodeColumn() mode: WishMode;
  @CodeColumn({ nullable: true }) providerId: Id | null;
  @CodeColumn({ nullable: true }) communeCode: string | null;
}

/** One row for each move of a request: the source of every indicator. */
@Entity('request_history')
@Index('request_history_at', ['at'])
export class RequestHistory {
  @IdColumn() id: Id;
  @OwnColumn(() => ChildRequest) requestId: Id;
  @RefColumn() dossierId: Id;
  @InstantColumn() at: Instant;
  @CodeColumn() actor: string;
  @CodeColumn() action: RequestAction;
  @CodeColumn() from: RequestState;
  @CodeColumn() to: RequestState;
  /** A code of the reasons allowed for the action. */
  @CodeColumn({ nullable: true }) reason: string | null;
  /** The residence and the wanted date at the time of the move. */
  @CodeColumn({ nullable: true }) communeCode: string | null;
  @DayColumn({ nullable: true }) wantedFrom: Day | null;
  @JsonColumn({ nullable: true }) facts: Record<string, string | number> | null;
}

/** Orientation: a track decided at triage. */
@Entity('orientation')
@Index('orientation_once', ['requestId', 'track'], { unique: true })
export class Orientation {
  @IdColumn() id: Id;
  @OwnColumn(() => ChildRequest) requestId: Id;
  @CodeColumn() track: Track;
  @InstantColumn() decidedAt: Instant;
  @CodeColumn() decidedBy: string;
}

/** A parent's key: a secret link. It opens a dossier together with the child's date of birth, and a draft by itself. */
@Entity('access_link')
export class AccessLink {
  @IdColumn() id: Id;
  @Index({ unique: true })
  @CodeColumn()
  secretHash: string;
  @OwnColumn(() => Dossier, { nullable: true }) dossierId: Id | null;
  @OwnColumn(() => Draft, { nullable: true }) draftId: Id | null;
  /**
   * Wrong dates typed with this link. Five on all links of a dossier together void every one of them (domain.md §11).
   */
  @CountColumn({ default: 0 }) failures: number;
  @InstantColumn({ nullable: true }) voidedAt: Instant | null;
  @InstantColumn() createdAt: Instant;
  /** How the link was given; null for links from before this was recorded. */
  @CodeColumn({ nullable: true }) channel: LinkChannel | null;
  /** Where it was sent, masked (`l…a@exemple.fr`). */
  @TextColumn({ nullable: true }) sentTo: string | null;
  /** The rank of the adult to whom it was given; null where that is not known. */
  @CountColumn({ nullable: true }) adult: number | null;
  /** When it last opened something. */
  @InstantColumn({ nullable: true }) usedAt: Instant | null;
}

/** How a link is given: by a message, on paper at the counter, or on the screen of the person who fills in a draft. */
export type LinkChannel = 'email' | 'sms' | 'letter' | 'counter' | 'screen';

@Entity('family_session')
export class FamilySession {
  /** SHA-256 of the cookie's secret. */
  @Index({ unique: true })
  @CodeColumn()
  tokenHash: string;
  @IdColumn() id: Id;
  @OwnColumn(() => Dossier, { nullable: true }) dossierId: Id | null;
  @OwnColumn(() => Draft, { nullable: true }) draftId: Id | null;
  /** The link that opened it; null in the browser that typed the draft. */
  @RefColumn({ nullable: true }) linkId: Id | null;
  /** The rank of the adult who follows the dossier: that of the link, or the one who sent the form. */
  @CountColumn({ nullable: true }) adult: number | null;
  @InstantColumn() createdAt: Instant;
  @Index()
  @InstantColumn()
  expiresAt: Instant;
  /** SHA-256 of the second part of the cookie, which is renewed; null while the first part alone opens the draft. */
  @CodeColumn({ nullable: true }) turnHash: string | null;
  @InstantColumn({ nullable: true }) turnedAt: Instant | null;
  /** The coarse network of the browser in which it was renewed. */
  @CodeColumn({ nullable: true }) turnedIn: string | null;
}
