import { Injectable } from '@nestjs/common';
import { FamilyMessages, findRequests, type LetterOf } from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Instant } from '../../foundation/kernel/time.js';
import { PlaceWords, type TemporaryPlace } from '../../places/placement/index.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { Supply } from '../../offer/supply/index.js';
import { CLOSURE_PLACE, CLOSURE_PLACE_REMINDER } from './message-kinds.js';
import type { SuddenClosure } from './persistence/crisis.entities.js';

/** What a family is offered for its children. */
export interface OfferedPlaces {
  readonly dossierId: Id;
  readonly places: readonly { readonly requestId: Id; readonly place: TemporaryPlace }[];
}

/** What families are told of places elsewhere: one message for all children of a family. */
@Injectable()
export class PlaceMessages {
  constructor(
    private readonly supply: Supply,
    private readonly words: PlaceWords,
    private readonly messages: FamilyMessages,
  ) {}

  offerPlaces(tx: Tx, closure: SuddenClosure, families: readonly OfferedPlaces[], until: Instant): Promise<void> {
    return this.write(tx, closure, families, until, CLOSURE_PLACE);
  }

  remindPlaces(tx: Tx, closure: SuddenClosure, families: readonly OfferedPlaces[], until: Instant): Promise<void> {
    return this.write(tx, closure, families, until, CLOSURE_PLACE_REMINDER);
  }

  private async write(
    tx: Tx,
    closure: SuddenClosure,
    families: readonly OfferedPlaces[],
    until: Instant,
    kind: typeof CLOSURE_PLACE | typeof CLOSURE_PLACE_REMINDER,
  ): Promise<void> {
    const requests = await findRequests(
      tx,
      families.flatMap(({ places }) => places.map(({ requestId }) => requestId)),
    );
    const weekOf = new Map(requests.map(({ id, need }) => [id, need.week ?? null]));
    const provider = this.supply.provider(closure.providerId)?.name ?? '';
    await this.messages.writeAll(
      tx,
      families.map(({ dossierId, places }): LetterOf<typeof CLOSURE_PLACE> => ({
        dossierId,
        requestIds: places.map(({ requestId }) => requestId),
        kind,
        towards: 'accueil-temporaire',
        args: (words, nameOf) => ({
          provider,
          until: words.instant(until),
          place: places
            .map(({ requestId, place }) =>
              words.t('crisis.placeLine', {
                child: nameOf(requestId),
                where: this.words.whereLine(place.sectionId),
                days: this.words.daysLines(words, place, weekOf.get(requestId) ?? null).join(' ; '),
                from: place.from,
                to: place.to,
              }),
            )
            .map((line) => `– ${line}`)
            .join('\n'),
        }),
      })),
    );
  }
}
