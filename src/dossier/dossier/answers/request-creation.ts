import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { newId } from '../../../foundation/kernel/ids.js';
import { dayOf, type Instant } from '../../../foundation/kernel/time.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { countChildren, essentialGaps, gapsOf, urgentFromOf, type Gap } from '../domain/completeness.js';
import { CHILD_QUESTIONS } from '../domain/child-questions.js';
import { siblingSaid, type ChildForm, type DossierForm } from '../domain/dossier-form.js';
import { childFacts } from '../domain/known-facts.js';
import { answersTo } from '../domain/questions.js';
import { KNOWN_BY_ORIGIN } from '../domain/told.js';
import { FactRecords } from '../lifecycle/fact-records.js';
import { identitiesOf } from '../domain/duplicates/identities-of.js';
import { nextActOf } from '../domain/next-act.js';
import { searchedNames } from '../domain/duplicates/blocking-keys.js';
import { insertKeys } from '../duplicates/duplicate-keys.js';
import { DuplicatePairs } from '../duplicates/duplicate-pairs.js';
import type { Likely } from '../duplicates/duplicate-search.js';
import { ChildRequest, type Dossier } from '../persistence/dossier.entities.js';
import { RequestMoves } from '../lifecycle/request-moves.js';
import { findAdults, findRequestsOf } from '../lifecycle/read-requests.js';
import { FamilyMessages } from '../messages/family-messages.js';
import { MoveHistory } from '../lifecycle/move-history.js';
import { RequestWishes } from './request-wishes.js';

/** One child of a form that was sent. */
export interface SentChild {
  readonly form: DossierForm;
  readonly index: number;
  readonly requestedAt: Instant;
  readonly deskNote: string | null;
}

/** Makes a request for one child of a form, in an existing dossier. */
@Injectable()
export class RequestCreation {
  constructor(
    private readonly clock: Clock,
    private readonly supply: Supply,
    private readonly pairs: DuplicatePairs,
    private readonly moves: RequestMoves,
    private readonly history: MoveHistory,
    private readonly wishes: RequestWishes,
    private readonly records: FactRecords,
    private readonly messages: FamilyMessages,
  ) {}

  /**
   * @param likely the requests that may be about the same child, for a person to judge
   * @param deskId the desk that judges an arrival, which is that of the known family; the dossier's own desk when
   * absent
   */
  async createRequest(
    tx: Tx,
    actor: Actor,
    dossier: Dossier,
    { form, index, requestedAt, deskNote }: SentChild,
    likely: readonly Likely[],
    deskId = dossier.deskId,
  ): Promise<ChildRequest> {
    const child = form.children[index]!;
    const identity = identitiesOf(form)[index]!;
    const gaps = await this.findGaps(tx, dossier, form, child);
    const act = nextActOf('submitted', this.clock.today(), { urgent: child.need.kind === 'emergency' })!;
    const request: ChildRequest = {
      id: newId(),
      dossierId: dossier.id,
      deskId,
      communeCode: dossier.communeCode,
      state: 'submitted',
      version: 1,
      firstName: child.firstName,
      surname: child.surname,
      birthDate: child.birthDate,
      dueDate: child.dueDate,
      siblingReceived: siblingSaid(child),
      siblingProviderId: child.siblingProviderId,
      ...answersTo(CHILD_QUESTIONS, child),
      withheld: child.withheld ?? null,
      need: child.need,
      wantedFrom: child.need.wantedFrom,
      urgentFrom: urgentFromOf(child.need, this.clock.today()),
      gaps,
      nextAct: act.code,
      nextActDue: act.due,
      nextActOwner: act.owner,
      actAfterReach: null,
      submittedAt: requestedAt,
      confirmedAt: this.clock.now(),
      joinedIntoId: null,
      transferFromId: null,
      deskNote,
      names: searchedNames(identity),
    };
    await tx.insert(ChildRequest, request);
    await this.records.addFacts(tx, childFacts(request.id, child, dayOf(requestedAt)), {
      writing: null,
      toldBy: null,
      knownBy: KNOWN_BY_ORIGIN[dossier.origin],
    });
    await this.wishes.beginWishes(tx, request.id, child.wishes, dayOf(requestedAt));
    await insertKeys(tx, request.id, identity);
    await this.history.recordSubmission(tx, actor, request, dossier.arrivedForId === null ? {} : { arrival: 'waits' });
    await this.pairs.notePairs(tx, request.id, identity, likely);
    // A list says less than a form. Its family is asked for what is missing by its desk's first contact.
    if (actor.kind !== 'import' || essentialGaps(gaps).length === 0) return request;
    await this.moves.move(tx, actor, request.id, 'takeUp');
    return this.moves.move(tx, actor, request.id, 'askForCompletion', {
      known: { uncontacted: dossier.origin === 'import' && !(await this.messages.wasTold(tx, dossier.id)) },
    });
  }

  /**
   * What the child lacks beside what its dossier holds by now. The form that brought it may say less than the dossier,
   * as a line of a list does of a family that is known.
   */
  private async findGaps(tx: Tx, dossier: Dossier, form: DossierForm, child: ChildForm): Promise<Gap[]> {
    const adults = (await findAdults(tx, [dossier.id])).map(({ details }) => details);
    const others = countChildren(await findRequestsOf(tx, dossier.id));
    return gapsOf(
      { ...form, adults, household: dossier.household },
      child,
      this.supply.providerIds(),
      this.clock.today(),
      Math.max(form.children.length, others + 1),
    );
  }
}
