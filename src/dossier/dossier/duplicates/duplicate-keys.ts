import { newId, type Id } from '../../../foundation/kernel/ids.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import { blockingKeys, searchedNames, searchKeys } from '../domain/duplicates/blocking-keys.js';
import type { ChildIdentity } from '../domain/duplicates/child-identity.js';
import { ChildRequest } from '../persistence/dossier.entities.js';
import { DuplicateKey } from '../persistence/duplicate.entities.js';

/** Writes the keys by which a later request of the same child, or a person who searches, finds this request. */
export async function insertKeys(tx: Tx, requestId: Id, identity: ChildIdentity): Promise<void> {
  await tx.insert(
    DuplicateKey,
    [...blockingKeys(identity), ...searchKeys(identity)].map((value) => ({ id: newId(), requestId, value })),
  );
}

/** After a name, a date or a contact changed. */
export async function refreshKeys(tx: Tx, requestId: Id, identity: ChildIdentity): Promise<void> {
  await tx.update(ChildRequest, { id: requestId }, { names: searchedNames(identity) });
  await tx.delete(DuplicateKey, { requestId });
  await insertKeys(tx, requestId, identity);
}
