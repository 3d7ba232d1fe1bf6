import { Injectable } from '@nestjs/common';
import { Config } from '../../foundation/config/index.js';
import {
  asksUrgently,
  DossierIntake,
  FamilyMessages,
  findDossier,
  findRequests,
  RECEIPT,
  type DossierForm,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { isId, newId, type Id } from '../../foundation/kernel/ids.js';
import { NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, type Tx } from '../../foundation/platform/database/index.js';
import { Attempts, type Actor } from '../../foundation/platform/security/index.js';
import { PortalDeposit } from './persistence/portal.entities.js';

export interface DepositAnswer {
  readonly id: Id;
  /** Null for a deposit from the time when a deposit of a known family was added to that family's dossier. */
  readonly number: string | null;
  readonly receivedAt: string;
  readonly requests: readonly { readonly id: Id; readonly state: string }[];
}

type Client = Extract<Actor, { kind: 'client' }>;

/** The dossiers that towns' portals deposit, and what a portal may read of its own deposits. */
@Injectable()
export class PortalDeposits {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly intake: DossierIntake,
    private readonly messages: FamilyMessages,
    private readonly attempts: Attempts,
    private readonly config: Config,
    private readonly audit: Audit,
  ) {}

  /** @throws TooManyAttempts when the client deposits more dossiers in an hour than it may */
  async depositDossier(tx: Tx, client: Client, form: DossierForm): Promise<DepositAnswer> {
    const max = this.config.API_DEPOSITS_AN_HOUR;
    await this.attempts.allow(
      tx,
      `api-deposit:client:${client.clientId}`,
      { max, withinMinutes: 60 },
      refuse('portal.tooMany', { max }),
    );
    const intake = await this.intake.submitForm(tx, client, form, { origin: 'api' });
    const at = this.clock.now();
    const requestIds = intake.children.map((child) => child.requestId);
    const id = newId();
    await tx.insert(PortalDeposit, {
      id,
      clientId: client.clientId,
      dossierId: intake.dossierId,
      requestIds,
      known: intake.known,
      at,
    });
    await this.messages.writeMessage(tx, {
      dossierId: intake.dossierId,
      kind: RECEIPT,
      args: () => ({ urgent: asksUrgently(form) ? 'yes' : 'no' }),
    });
    return {
      id,
      number: intake.known ? null : intake.number,
      receivedAt: at,
      requests: requestIds.map((requestId) => ({ id: requestId, state: 'submitted' })),
    };
  }

  /**
   * How a deposit stands. Its families count among those that the client may name.
   * @throws NotFound when the deposit does not exist or is another client's
   * @throws ReadingHeld
   */
  async readStatus(client: Client, id: string): Promise<DepositAnswer> {
    const deposit = isId(id) ? await this.reader.findOne(PortalDeposit, { id, clientId: client.clientId }) : null;
    if (!deposit) throw new NotFound('deposit');
    await this.audit.readListed(client, deposit.requestIds, []);
    const requests = await findRequests(this.reader, deposit.requestIds);
    const dossier = await findDossier(this.reader, deposit.dossierId);
    return {
      id,
      number: deposit.known ? null : (dossier?.number ?? null),
      receivedAt: deposit.at,
      requests: requests.map((request) => ({ id: request.id, state: request.state })),
    };
  }
}
