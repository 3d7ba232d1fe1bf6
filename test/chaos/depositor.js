/** Deposits of a portal in a drill: a family for each number, a key for each family, and what was acknowledged. */
import { depositBody } from './server.js';

export class Depositor {
  /** Identifiers of the deposits that were answered with 201. */
  acknowledged = new Set();
  /** When each of these was asked and answered, in milliseconds of `performance.now()`: `{ asked, answered }`. */
  times = [];
  /** The other answers: `{ status, detail, reference }`; `status` is null where none came. */
  refused = [];
  #next;

  /**
   * @param name stands in the keys
   * @param first number of its first family: two depositors on one database have families of their own
   */
  constructor(env, token, name, first = 1) {
    Object.assign(this, { env, token, name });
    this.#next = first;
  }

  /** A family that has not deposited yet. */
  takeFamily() {
    return this.#next++;
  }

  /** @returns the status, null when no answer came */
  async deposit(family) {
    const asked = performance.now();
    const answer = await fetch(`${this.env.BASE_URL}/api/v1/dossiers`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${this.token}`,
        'content-type': 'application/json',
        'idempotency-key': `${this.name}-${family}`,
      },
      body: JSON.stringify(depositBody(family)),
    }).catch(() => null);
    const body = await answer?.json().catch(() => null);
    if (answer?.status === 201 && body) {
      this.acknowledged.add(body.id);
      this.times.push({ asked, answered: performance.now() });
    } else this.refused.push({ status: (body && answer?.status) ?? null, ...body });
    return body ? answer.status : null;
  }

  /** Deposits one family after the other until it is acknowledged, as a portal does, for as long as `isOn()`. */
  async depositWhile(isOn, { waitMillis = 20 } = {}) {
    while (isOn()) {
      const family = this.takeFamily();
      while ((await this.deposit(family)) !== 201 && isOn())
        await new Promise((resolve) => setTimeout(resolve, waitMillis));
    }
  }
}
