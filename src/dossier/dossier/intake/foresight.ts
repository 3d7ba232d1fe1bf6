import { Injectable } from '@nestjs/common';
import { Audit } from '../../../foundation/platform/audit/index.js';
import { Reader } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { AnswerWriter, type HeldAnswers } from '../answers/answer-writer.js';
import { differencesOf, type FoundDifference } from '../answers/proposed-changes.js';
import type { ContactWay } from '../domain/contact-ways.js';
import type { DossierForm } from '../domain/dossier-form.js';
import { blockingKeys } from '../domain/duplicates/blocking-keys.js';
import { identitiesOf } from '../domain/duplicates/identities-of.js';
import { applyToFamily } from '../domain/proposed-changes/apply-answer.js';
import { isOfChild } from '../domain/proposed-changes/fields.js';
import { DuplicateSearch } from '../duplicates/duplicate-search.js';
import { triagesRequest } from '../lifecycle/request.policy.js';
import { FamilyMessages } from '../messages/family-messages.js';
import type { ChildRequest, Draft } from '../persistence/dossier.entities.js';
import { KnownFamilies } from './known-families.js';

/** What sending a form would do to a family that has a dossier already. */
export interface ExpectedChanges {
  readonly held: HeldAnswers;
  /** The known request of each child of the form; null for a child that is new. */
  readonly repeats: readonly (ChildRequest | null)[];
  /** `blank` is filled at once; `contradiction` waits for somebody's decision. */
  readonly differences: readonly FoundDifference[];
}

/** Says before a form of the counter is sent what DossierIntake would change of a known family. It writes nothing. */
@Injectable()
export class Foresight {
  constructor(
    private readonly reader: Reader,
    private readonly search: DuplicateSearch,
    private readonly families: KnownFamilies,
    private readonly writer: AnswerWriter,
    private readonly messages: FamilyMessages,
    private readonly audit: Audit,
  ) {}

  /**
   * The read of the known family is audited. @returns null for a new family, and for one of another desk, of which the
   * actor reads nothing
   */
  async foresee(
    actor: Actor,
    { form, completesId }: Pick<Draft, 'form' | 'completesId'>,
  ): Promise<ExpectedChanges | null> {
    const identities = identitiesOf(form);
    const keys = [...new Set(identities.flatMap(blockingKeys))].sort();
    const known = (await this.search.findSharing(this.reader, keys)).filter(({ isArrival }) => !isArrival);
    const family = await this.families.findFamily(this.reader, identities, known, completesId ?? undefined);
    if (family === null || !triagesRequest(actor, family)) return null;
    const { dossierId } = family;
    const held = await this.writer.readHeld(this.reader, dossierId);
    if (held.dossier.anonymisedAt !== null) return null;
    await this.audit.read(actor, { kind: 'dossier', id: dossierId });
    const repeats = identities.map((identity) => {
      const same = this.search.findCertain(identity, known)?.request ?? null;
      return same?.dossierId === dossierId ? same : null;
    });
    const children = repeats.flatMap((request, index) =>
      request ? [{ requestId: request.id, child: form.children[index]! }] : [],
    );
    return { held, repeats, differences: differencesOf(held, { family: form, children }) };
  }

  /** The ways by which the receipt can be written, best first: of a known family, those that it has once this is sent. */
  waysOf({ adults }: Pick<DossierForm, 'adults'>, expected: ExpectedChanges | null): ContactWay[] {
    const after = expected ? formAfter(expected).adults : adults;
    const own = this.messages.carried(adults);
    return this.messages
      .carried(after)
      .filter(({ channel, recipient }) =>
        own.some((way) => channel !== 'phone' && way.channel === channel && way.recipient === recipient),
      );
  }
}

/** The answers of the family once the blanks are filled. */
const formAfter = ({ held, differences }: ExpectedChanges): DossierForm =>
  differences
    .filter(({ field, kind }) => kind === 'blank' && !isOfChild(field))
    .reduce((form, { field, sent }) => applyToFamily(form, field, sent), held.form);
