import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import type { Id } from '../../kernel/ids.js';
import { Reader, type Tx } from '../../platform/database/index.js';
import { Supply } from '../../supply/index.js';
import { essentialGaps, gapsOf } from '../domain/completeness.js';
import type { DossierForm } from '../domain/dossier-form.js';
import { blockingKeys } from '../domain/duplicates/blocking-keys.js';
import type { ChildIdentity } from '../domain/duplicates/child-identity.js';
import { identitiesOf } from '../domain/duplicates/identities-of.js';
import { DuplicateSearch, mostPerKey } from '../duplicates/duplicate-search.js';

/** What the intake would do with one child of a list. */
export interface Forecast {
  readonly outcome: 'created' | 'incomplete' | 'joined';
  readonly addedToDossier: boolean;
  readonly possibleDuplicates: number;
}

/** An earlier child of the same list, as the intake would find it by then. */
interface Expected {
  readonly identity: ChildIdentity;
  readonly state: 'submitted';
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

  /** @param forms of one child each, in the order they would arrive */
  async forecastForms(forms: readonly DossierForm[]): Promise<Forecast[]> {
    const expected = new Map<string, Expected[]>();
    const forecasts: Forecast[] = [];
    for (const [order, form] of forms.entries()) {
      const identity = identitiesOf(form)[0]!;
      const keys = blockingKeys(identity);
      const inList = [...new Set(keys.flatMap((key) => expected.get(key) ?? []))].sort((a, b) => a.order - b.order);
      const likely = [...(await this.search.findSharing(this.reader, [...keys].sort())), ...inList];
      const home = this.search.sameFamily([identity], likely);
      if (this.search.findCertain(identity, likely)) {
        forecasts.push({ outcome: 'joined', addedToDossier: false, possibleDuplicates: 0 });
        continue;
      }
      forecasts.push({
        outcome: this.isIncomplete(form) ? 'incomplete' : 'created',
        addedToDossier: home !== null,
        possibleDuplicates: this.search.listPossible(identity, likely).length,
      });
      // In an existing dossier the adults stay as they are, and only their blanks are filled.
      const known = home?.identity ?? identity;
      const phones = known.phones.length > 0 ? known.phones : identity.phones;
      const emails = known.emails.length > 0 ? known.emails : identity.emails;
      const adults = [...new Set([...(known.adults ?? []), ...(identity.adults ?? [])])];
      const taken = { identity: { ...identity, phones, emails, adults }, state: 'submitted' as const, order };
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
