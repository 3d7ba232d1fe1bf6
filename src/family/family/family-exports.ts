import { Injectable } from '@nestjs/common';
import { CriterionRecords } from '../../commissions/admission/index.js';
import { AskedProofs } from '../../commissions/commission/index.js';
import { FamilyPlaces } from '../../commissions/crisis/index.js';
import {
  adultOf,
  Dossiers,
  FactRecords,
  factsSeenBy,
  FamilyExport,
  FamilyMessages,
  formSeenBy,
  isApart,
} from '../../dossier/dossier/index.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader } from '../../foundation/platform/database/index.js';
import { withoutSecret } from '../../foundation/platform/outbox/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { FamilyOwners } from '../../places/placement/index.js';
import { Consultations } from './consultations.js';
import { FamilyFiles } from './family-files.js';

/** Everything that is kept about a family, for its right of access and of portability (RGPD art. 15 and 20). */
@Injectable()
export class FamilyExports {
  constructor(
    private readonly reader: Reader,
    private readonly files: FamilyFiles,
    private readonly dossiers: Dossiers,
    private readonly audit: Audit,
    private readonly sent: FamilyMessages,
    private readonly records: FactRecords,
    private readonly consultations: Consultations,
    private readonly owners: FamilyOwners,
    private readonly temporary: FamilyPlaces,
    private readonly criteria: CriterionRecords,
    private readonly proofs: AskedProofs,
    private readonly kept: FamilyExport,
  ) {}

  async exportEverything(actor: Actor): Promise<object> {
    const dossierId = this.files.dossierIdOf(actor);
    const { dossier, adults } = await this.dossiers.dossierFile(actor, dossierId);
    const { requests, messages } = await this.files.readFile(actor);
    await this.audit.read(actor, { kind: 'export', id: dossierId });
    const sent = await this.dossiers.sealedForms(dossierId);
    const apart = isApart(dossier, adults);
    const reached = await this.sent.adultsReached(
      this.reader,
      messages.map((way) => ({ dossierId, way })),
    );
    const requestIds = requests.map(({ request }) => request.id);
    const kept = await this.kept.readAll(requestIds);
    // The town of a dossier is where its first adult lives.
    const placed = <Row extends { readonly communeCode: string | null }>(row: Row): Row =>
      apart && adultOf(actor) !== 1 ? { ...row, communeCode: null } : row;
    return {
      dossier: placed(dossier),
      adults,
      sent: sent.map(({ at, form }) => ({ at, form: formSeenBy(actor, apart, form) })),
      facts: factsSeenBy(actor, apart, await this.records.listRecords(this.reader, [dossierId, ...requestIds])),
      consultations: await this.consultations.listOf(dossierId),
      reservedPlaces: await this.owners.listOfFamily(this.reader, dossierId),
      temporaryPlaces: (await this.temporary.listOwn(actor)).map(({ offer, place }) => ({ offer, place })),
      messages: messages.map(({ body, shortText, recipient, ...message }, index) => ({
        ...message,
        recipient: apart && (reached[index] === null || reached[index] !== adultOf(actor)) ? '' : recipient,
        body: withoutSecret(body),
        shortText: shortText === null ? null : withoutSecret(shortText),
      })),
      requests: await Promise.all(
        requests.map(async ({ request, wishes, tracks, history, offers, solutions }) => ({
          request: placed(request),
          wishes,
          tracks,
          history: history.map(placed),
          offers,
          solutions,
          criteria: await this.criteria.ofRequest(this.reader, request.id),
          proofsAsked: await this.proofs.listOf(request.id),
          ...kept.get(request.id),
        })),
      ),
    };
  }
}
