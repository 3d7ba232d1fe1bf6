import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { RequestMoves, TriageActs } from '../../src/dossier/dossier/index.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { slotsToMask } from '../../src/foundation/kernel/week-schedule.js';
import { Offers } from '../../src/places/placement/index.js';
import type { Offer } from '../../src/places/placement/persistence/placement.entities.js';
import { Reader, UnitOfWork, type Tx } from '../../src/foundation/platform/database/index.js';
import type { Actor } from '../../src/foundation/platform/security/index.js';
import { startApp, type DatabaseKind, type TestApp } from './app.js';
import { clockOf, seedCommissions } from './commission.js';
import { ADULT, BORN, Parent } from './parent.js';
import { AGENT } from './placement-world.js';

const SESSION: Actor = { kind: 'session', sessionId: newId(), accountId: newId() };
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
export const MORNING = '2026-11-25T09:00:00.000Z';

export interface DepositedFamily {
  readonly parent: Parent;
  readonly request: ChildRequest;
  readonly surname: string;
}

/** Families that have deposited their dossiers through the pages, each under a name that no other word holds. */
export class DepositedFamilies {
  private count = 0;

  private constructor(private readonly test: TestApp) {}

  /** @param settings further settings, by name */
  static async open(kind: DatabaseKind, settings: Record<string, string> = {}): Promise<DepositedFamilies> {
    const families = new DepositedFamilies(await startApp(kind, settings));
    families.itIs(MORNING);
    await seedCommissions(families.app);
    return families;
  }

  close(): Promise<void> {
    return this.test.close();
  }
  get app(): NestFastifyApplication {
    return this.test.app;
  }
  get reader(): Reader {
    return this.app.get(Reader);
  }
  itIs(moment: string): void {
    clockOf(this.app).travelTo(moment);
  }
  run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.app.get(UnitOfWork).run(work);
  }

  /** What a new family answers of itself. */
  identity(): { surname: string; adult: typeof ADULT; child: typeof BORN } {
    const n = (this.count += 1);
    const surname = `Droits${LETTERS[n]}${LETTERS[(n * 7) % 26]}`;
    const phone = `06 77 00 ${String(n).padStart(2, '0')} 00`;
    const adult = { ...ADULT, surname, phone, email: `droits${n}@exemple.fr` };
    return { surname, adult, child: { ...BORN, firstName: `Prenom${surname}`, surname, birthDay: String(n) } };
  }

  async deposited(): Promise<DepositedFamily> {
    const { surname, adult, child } = this.identity();
    const parent = new Parent(this.app);
    await parent.deposit(adult, child);
    return { parent, request: (await this.reader.findOne(ChildRequest, { surname }))!, surname };
  }

  async oriented(): Promise<DepositedFamily> {
    const family = await this.deposited();
    await this.run(async (tx) => {
      await this.app.get(RequestMoves).move(tx, AGENT, family.request.id, 'takeUp');
      await this.app.get(TriageActs).orientRequest(tx, AGENT, family.request.id, ['commission']);
    });
    return family;
  }

  /** A family that was listed and is offered a place of the toddlers' section of Montceau. */
  async offered(): Promise<DepositedFamily & { offer: Offer }> {
    const family = await this.oriented();
    const { id: requestId, dossierId } = family.request;
    const offer = await this.run(async (tx) => {
      await this.app.get(RequestMoves).move(tx, AGENT, requestId, 'list');
      return this.app
        .get(Offers)
        .makeOffer(tx, SESSION, 'admit', {
          requestId,
          dossierId,
          sectionId: 'ma-71306:toddlers',
          from: '2027-03-01',
          to: '2027-07-31',
          slots: slotsToMask(['mon-am', 'mon-pm', 'tue-am', 'tue-pm', 'thu-am', 'thu-pm']),
          coversNeed: true,
          reofferAllowed: false,
          days: 10,
        });
    });
    return { ...family, offer };
  }
}
