import { Injectable } from '@nestjs/common';
import {
  codeAt,
  CodeSignIns,
  StaffSessions,
  type SessionStart,
  type SignInOrigin,
} from '../../territory/accounts/index.js';
import { MachineClock } from '../../foundation/kernel/clock.js';
import { DomainError, NotFound } from '../../foundation/kernel/refusal.js';
import { addMillis } from '../../foundation/kernel/time.js';
import { DEMO_FACTOR_KEY, DEMO_PASSWORD, DEMO_PEOPLE } from './demo-people.js';

/** How long a code is shown. One that was used is followed by the next. */
const CODE_MILLIS = 30_000;

/** Signs in as the people of the demonstration: by their password and their codes, as they would by hand. */
@Injectable()
export class DemoSignIns {
  constructor(
    private readonly machine: MachineClock,
    private readonly sessions: StaffSessions,
    private readonly codes: CodeSignIns,
  ) {}

  /** The code of the moment, and the one that holds already where it was used. */
  codesNow(): string[] {
    return [0, CODE_MILLIS].map((later) => codeAt(DEMO_FACTOR_KEY, addMillis(this.machine.now(), later)));
  }

  /**
   * @returns null when both codes were used (half a minute later there is another one), when the password was changed,
   * or when somebody tried too often
   * @throws NotFound when nobody of the demonstration has this address
   */
  async signInAs(email: string, origin: SignInOrigin): Promise<SessionStart | null> {
    if (!DEMO_PEOPLE.some((person) => person.email === email)) throw new NotFound('person');
    const half = await this.sessions.signIn({ email, password: DEMO_PASSWORD }, origin);
    if (half.kind !== 'half') return null;
    for (const code of this.codesNow())
      try {
        return await this.codes.enter(half.ticket, code, origin);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
      }
    return null;
  }
}
