import { Injectable } from '@nestjs/common';
import { Drafts, EMPTY_CHILD, EMPTY_FORM, findDossierByNumber, findRequestsOf } from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import type { Day } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork } from '../../foundation/platform/database/index.js';
import { Attempts, TooManyAttempts, type Actor, type Attempt } from '../../foundation/platform/security/index.js';
import { pointsFollowedBy } from './reception-points.policy.js';

/** A counter mistypes now and then; a program that guesses is stopped before it has tried a week of birthdays. */
const PER_ACCOUNT = { max: 5, withinMinutes: 60 };
/** Of one dossier, whoever tries, at whichever point. */
const PER_DOSSIER = { max: 10, withinMinutes: 24 * 60 };

/**
 * A family that is present proves at a point d'accueil that a dossier is its own: it says the number, which is on its
 * receipt, and the birth or due date of a child. Nothing of the dossier is shown for it; what the family then says waits
 * until the family, by its own link, or its desk accepts it.
 */
@Injectable()
export class FamilyProofs {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly attempts: Attempts,
    private readonly drafts: Drafts,
    private readonly audit: Audit,
  ) {}

  /**
   * Begins a draft that completes the family's dossier. It holds the date that was said, and nothing that is kept.
   * @throws TooManyAttempts; DomainError, the same for a number that is nobody's and for another family's date
   */
  async beginCompletion(actor: Actor, said: { readonly number: string; readonly date: Day }): Promise<Id> {
    const pointId = pointsFollowedBy(actor)[0];
    if (pointId === undefined || actor.kind !== 'staff') throw new NotFound('reception point');
    const tries = triesOf(actor.accountId, said.number);
    const retryAt = await this.attempts.reserveNow(tries);
    if (retryAt !== null) throw new TooManyAttempts(refuse('receptionPoint.tooManyProofs'), retryAt);
    const dossierId = await this.findProved(said);
    await this.unitOfWork.run(async (tx) => {
      if (dossierId === null) {
        await this.audit.changed(tx, actor, 'reception-point.proof-failed', { kind: 'reception-point', id: pointId });
        return;
      }
      for (const { key } of tries) await this.attempts.giveBack(tx, key);
      await this.audit.changed(tx, actor, 'reception-point.proof', { kind: 'dossier', id: dossierId });
    });
    if (dossierId === null) throw new DomainError(refuse('receptionPoint.noSuchFamily'));
    const child = { ...EMPTY_CHILD, birthDate: said.date };
    // Of the point, also for whoever is an agent of a desk as well: what is said waits, and fills nothing in.
    const { id } = await this.drafts.startDraft(actor, {
      deskId: null,
      pointId,
      completesId: dossierId,
      form: { ...EMPTY_FORM, children: [child] },
    });
    return id;
  }

  private async findProved({ number, date }: { readonly number: string; readonly date: Day }): Promise<Id | null> {
    const dossier = await findDossierByNumber(this.reader, number);
    if (!dossier || dossier.anonymisedAt !== null || dossier.arrivedForId !== null) return null;
    const requests = await findRequestsOf(this.reader, dossier.id);
    return requests.some(({ birthDate, dueDate }) => (birthDate ?? dueDate) === date) ? dossier.id : null;
  }
}

/** The narrowest first. The number as it was typed is one key, whether or not a dossier has it. */
const triesOf = (accountId: Id, number: string): Attempt[] => [
  { key: `point-proof:account:${accountId}`, limit: PER_ACCOUNT },
  { key: `point-proof:dossier:${number.replace(/[^A-Za-z0-9]/g, '').toUpperCase()}`, limit: PER_DOSSIER },
];
