import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { UnitOfWork, type Tx } from '../../src/foundation/platform/database/index.js';
import { sleep } from './queue-world.js';

export type Act = (tx: Tx) => Promise<unknown>;

/** A unit of work that pauses after each lock and each write, so that another one has time to cross it. */
function resting(tx: Tx): Tx {
  const slow = Object.create(tx) as Tx;
  for (const name of ['lock', 'lockAll', 'find', 'findOne', 'update', 'write', 'insert'] as const) {
    const plain = tx[name].bind(tx) as (...args: unknown[]) => Promise<unknown>;
    Object.assign(slow, {
      [name]: async (...args: unknown[]) => {
        const answer = await plain(...args);
        await sleep(3);
        return answer;
      },
    });
  }
  return slow;
}

/**
 * Runs acts at the same time. Each is in a unit of work of its own that pauses at every statement.
 * @param apart milliseconds between their beginnings
 * @returns how each ended, and how often it had to begin
 */
export async function meetAtOnce(
  app: NestFastifyApplication,
  acts: readonly Act[],
  apart = 0,
): Promise<{ readonly ended: PromiseSettledResult<unknown>[]; readonly begun: readonly number[] }> {
  const begun = acts.map(() => 0);
  const ended = await Promise.allSettled(
    acts.map(async (act, index) => {
      await sleep(index * apart);
      return app.get(UnitOfWork).run((tx) => {
        begun[index]! += 1;
        return act(resting(tx));
      });
    }),
  );
  return { ended, begun };
}

/** A service whose own units of work pause at each statement. */
export function atRest<Service extends object>(app: NestFastifyApplication, service: Service): Service {
  const unitOfWork: Pick<UnitOfWork, 'run'> = { run: (work) => app.get(UnitOfWork).run((tx) => work(resting(tx))) };
  return Object.assign(Object.create(service) as Service, { unitOfWork });
}
