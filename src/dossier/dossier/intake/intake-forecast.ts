import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { Reader, type Tx } from '../../../foundation/platform/database/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { essentialGaps, gapsOf } from '../domain/completeness.js';
import type { DossierForm } from '../domain/dossier-form.js';
import { blockingKeys } from '../domain/duplicates/blocking-keys.js';
import type { ChildIdentity } from '../domain/duplicates/child-identity.js';
import { identitiesOf } from '../domain/duplicates/identities-of.js';
import { DuplicateSearch, mostPerKey } from '../duplicates/duplicate-search.js';
import type { ChildRequest } from '../persistence/dossier.entities.js';
import { markedOfOneList, type OfOneList } from './known-families.js';

/** What the intake would do with one child of a list. */
export interface Forecast {
  readonly outcome: 'created' | 'incomplete' | 'joined';
  readonly addedToDossier: boolean;
  readonly possibleDuplicates: number;
  /** Where the child would join a dossier that is there by then: one of its requests, or the form that begins it. */
  readonly joins: ChildRequest | { readonly form: number } | null;
}

/** An earlier child of the same list, as the intake would find it by then. */
interface Expected {
  readonly identity: ChildIdentity;
  readonly state: 'submitted';
  readonly isOfOneList: true;
  /** That of the request it joins, or a name for a dossier that is not there yet. */
  readonly dossierId: Id;
  readonly joins: Forecast['joins'];
  readonly order: number;
}

/** Predicts what DossierIntake would do with the rows of a list, one after the other. It writes nothing. */
@Injectable()
export class IntakeForecast {
  constructor(
    private readonly reader: Reader,
    private readonly search: DuplicateSearch,
    private readonly supply: Supply,
    private readonly clock: Clock,
  ) {}

  /**
   * @param forms of one child each, all of one list, in the order they would arrive
   * @param ofOneList which requests other lines of the list brought
   */
  async forecastForms(forms: readonly DossierForm[], ofOneList: OfOneList): Promise<Forecast[]> {
    const expected = new Map<string, Expected[]>();
    const forecasts: Forecast[] = [];
    for (const [order, form] of forms.entries()) {
      const identity = identitiesOf(form)[0]!;
      const keys = blockingKeys(identity);
      const inList = [...new Set(keys.flatMap((key) => expected.get(key) ?? []))].sort((a, b) => a.order - b.order);
      const stored = await this.search.findSharing(this.reader, [...keys].sort());
      const likely = [...(await markedOfOneList(this.reader, stored, ofOneList)), ...inList];
      // An arrival that nobody has judged yet does not count as a known family.
      const known = likely.filter((one) => !('isArrival' in one && one.isArrival));
      const home = this.search.sameFamily([identity], known);
      const joins = home && ('request' in home ? home.request : (home.joins ?? { form: home.order }));
      if (this.search.findCertain(identity, known)) {
        forecasts.push({ outcome: 'joined', addedToDossier: false, possibleDuplicates: 0, joins });
        continue;
      }
      forecasts.push({
        outcome: this.isIncomplete(form) ? 'incomplete' : 'created',
        addedToDossier: home !== null,
        possibleDuplicates: this.search.listPossible(identity, likely).length,
        joins,
      });
      // In an existing dossier the adults stay as they are, and only their blanks are filled.
      const held = home?.identity ?? identity;
      const phones = held.phones.length > 0 ? held.phones : identity.phones;
      const emails = held.emails.length > 0 ? held.emails : identity.emails;
      const adults = [...new Set([...(held.adults ?? []), ...(identity.adults ?? [])])];
      const taken: Expected = {
        identity: { ...identity, phones, emails, adults },
        state: 'submitted',
        isOfOneList: true,
        dossierId: home?.dossierId ?? `form:${order}`,
        joins,
        order,
      };
      for (const key of keys) expected.set(key, [...(expected.get(key) ?? []), taken].slice(-mostPerKey(key)));
    }
    return forecasts;
  }

  /** The request still open that is certainly about the child of a form; null when there is none. */
  async findOpenRequest(from: Reader | Tx, form: DossierForm): Promise<Id | null> {
    const identity = identitiesOf(form)[0]!;
    const likely = await this.search.findSharing(from, [...blockingKeys(identity)].sort());
    return (
      this.search.findCertain(
        identity,
        likely.filter(({ isArrival }) => !isArrival),
      )?.request.id ?? null
    );
  }

  private isIncomplete(form: DossierForm): boolean {
    return essentialGaps(gapsOf(form, form.children[0]!, this.supply.wishableIds(), this.clock.today())).length > 0;
  }
}
