import { AsyncLocalStorage } from 'node:async_hooks';
import { Hooks } from '../../src/foundation/kernel/hooks.js';
import { Audit } from '../../src/foundation/platform/audit/index.js';
import { Tx } from '../../src/foundation/platform/database/index.js';
import { Outbox } from '../../src/foundation/platform/outbox/index.js';
import { JobHandlers, Queue } from '../../src/foundation/platform/queue/index.js';

type Method = (this: unknown, ...given: never[]) => unknown;
type Prototype = Record<string, Method>;

/** The name of an entity's table: `child_request` for `ChildRequest`. */
const tableOf = (entity: unknown): string =>
  (entity as { name: string }).name.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();
/** These jobs run beside others in any order, so what they do is not recorded. */
const UNTOLD_JOBS = /^(reporting|outbox)\./;
const runningJob = new AsyncLocalStorage<string>();

const tableIn = (sql: string): string => {
  const [, verb, table] = /^\s*(UPDATE|INSERT INTO|DELETE FROM)\s+"?(\w+)/i.exec(sql) ?? [];
  const said = { update: 'changes', 'insert into': 'adds', 'delete from': 'deletes' }[verb?.toLowerCase() ?? ''];
  return said ? `${said} ${table}` : '';
};

const listed = (names: readonly string[]): string => [...new Set(names)].map((name) => `\`${name}\``).join(', ');

/**
 * Records what one act does, in order: the rows that it locks and writes, the features that join in and what they do,
 * and what the journal, the queue and the outbox get. The rows of these three are not recorded a second time.
 */
export async function recordAct(act: () => Promise<unknown>): Promise<string[]> {
  const lines: string[] = [];
  let quiet = 0;
  const say = (line: string): void => {
    if (UNTOLD_JOBS.test(runningJob.getStore() ?? '')) return;
    if (quiet === 0 && line !== '' && !line.endsWith('`job`') && lines.at(-1) !== line) lines.push(line);
  };
  const undone: (() => void)[] = [];
  const around = (prototype: object, name: string, told: (given: unknown[]) => string, inner = false): void => {
    const methods = prototype as Prototype;
    const own = methods[name]!;
    methods[name] = async function (this: unknown, ...given: never[]) {
      say(told(given));
      quiet += inner ? 1 : 0;
      try {
        return await own.apply(this, given);
      } finally {
        quiet -= inner ? 1 : 0;
      }
    };
    undone.push(() => (methods[name] = own));
  };
  around(Tx.prototype, 'lock', ([entity]) => `locks \`${tableOf(entity)}\``);
  around(Tx.prototype, 'lockAll', ([entity]) => `locks \`${tableOf(entity)}\``);
  for (const name of ['insert', 'insertMissing', 'insertOr', 'insertIfAbsent'])
    around(Tx.prototype, name, ([entity]) => `adds \`${tableOf(entity)}\``, true);
  for (const name of ['update', 'updateEach'])
    around(Tx.prototype, name, ([entity]) => `changes \`${tableOf(entity)}\``);
  around(Tx.prototype, 'delete', ([entity]) => `deletes \`${tableOf(entity)}\``);
  around(Tx.prototype, 'write', ([sql]) => tableIn(String(sql)).replace(/ (\w+)$/, ' `$1`'));
  around(
    Audit.prototype,
    'changedAll',
    ([, , changes]) => `journal: ${listed((changes as { action: string }[]).map(({ action }) => action))}`,
    true,
  );
  around(Queue.prototype, 'planAll', ([, type]) => `plans the job ${listed([String(type)])}`, true);
  around(
    Queue.prototype,
    'cancel',
    ([, key]) => `takes back the job of the ${listed([String(key).split(':')[0]!])}`,
    true,
  );
  around(
    Outbox.prototype,
    'writeAll',
    ([, messages]) => {
      const kinds = (messages as { kind: string; channel: string }[]).map(
        ({ kind, channel }) => `${kind} (${channel})`,
      );
      return `writes to the family or the desk: ${listed(kinds)}`;
    },
    true,
  );
  const handlerOf = JobHandlers.prototype.get;
  JobHandlers.prototype.get = function (type) {
    const handler = handlerOf.call(this, type);
    const handle: typeof handler.handle = (tx, payload, outcome) =>
      runningJob.run(type, () => {
        say(`**the job \`${type}\` runs**`);
        return handler.handle(tx, payload, outcome);
      });
    return { ...handler, handle };
  };
  undone.push(() => (JobHandlers.prototype.get = handlerOf));
  const joined = Object.getOwnPropertyDescriptor(Hooks.prototype, 'all')!;
  Object.defineProperty(Hooks.prototype, 'all', {
    ...joined,
    get(this: Hooks<unknown>) {
      const { moment, deeds } = this;
      return (joined.get!.call(this) as unknown[]).map((one, index) =>
        typeof one === 'function'
          ? (...given: unknown[]) => {
              say(`**${moment}**: ${deeds[index]}`);
              return (one as (...given: unknown[]) => unknown)(...given);
            }
          : one,
      );
    },
  });
  undone.push(() => Object.defineProperty(Hooks.prototype, 'all', joined));
  try {
    await act();
  } finally {
    for (const undo of undone.reverse()) undo();
  }
  return lines;
}
