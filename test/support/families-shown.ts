import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Adult, ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { Audit, type AuditedChange } from '../../src/foundation/platform/audit/index.js';
import { Tx } from '../../src/foundation/platform/database/index.js';
import { logContext } from '../../src/foundation/platform/logging/index.js';
import type { ActingRequest, Actor } from '../../src/foundation/platform/security/index.js';

/**
 * First names with their surnames, in both orders, of every family that was written down since the last application
 * closed. Suites share a process, and a name made up by one of them may be two words that pages of another show.
 */
const names = new Set<string>();
let watched = 0;

interface Named {
  readonly firstName?: string | null;
  readonly surname?: string | null;
}

const wordsOf = (text: string): string[] => text.match(/[\p{L}\d’'-]+/gu) ?? [];

function learnName({ firstName, surname }: Named): void {
  const [first, last] = [wordsOf(firstName ?? ''), wordsOf(surname ?? '')];
  if (first.length === 0 || last.length === 0) return;
  names.add(`${first.at(-1)} ${last[0]}`);
  names.add(`${last.at(-1)} ${first[0]}`);
}

const insert = Tx.prototype.insert;
Tx.prototype.insert = function (this: Tx, entity: never, rows: never): Promise<void> {
  const written = [rows].flat() as object[];
  if ((entity as unknown) === ChildRequest) for (const row of written) learnName(row);
  if ((entity as unknown) === Adult) for (const row of written) learnName((row as { details: Named }).details);
  return insert.call(this, entity, rows) as Promise<void>;
};

/** The first family of which a page shows the name. */
function familyIn(body: string): string | undefined {
  const words = wordsOf(body.replace(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/g, ' '));
  return words.map((word, index) => `${word} ${words[index + 1]}`).find((pair) => names.has(pair));
}

/** Lines of the journal that say that somebody saw families, and not that a list was empty. */
const tellsOfReading = ({ action, facts }: AuditedChange): boolean =>
  /\.(read|unmask)$/.test(action) && facts?.['count'] !== 0;

/**
 * Notes each page and file that shows somebody of staff a family of the tests and writes no line in the journal.
 * @returns a function that lists what was found
 */
export function watchFamilies(app: NestFastifyApplication): () => string[] {
  const written = new Set<string>();
  const found = new Set<string>();
  const audit = app.get(Audit);
  const changedAll = audit.changedAll.bind(audit);
  audit.changedAll = (tx: Tx, actor: Actor, changes: readonly AuditedChange[]) => {
    const context = logContext();
    if (context && changes.some(tellsOfReading)) written.add(context.correlation);
    return changedAll(tx, actor, changes);
  };
  watched += 1;
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onClose', (_instance, done) => {
      watched -= 1;
      if (watched === 0) names.clear();
      done();
    })
    .addHook('onSend', (request, _reply, payload, done) => {
      const { actor } = request as unknown as ActingRequest;
      if (actor?.kind === 'staff' && typeof payload === 'string' && !written.has(request.id)) {
        const family = familyIn(payload);
        if (family !== undefined) found.add(`${request.method} ${request.routeOptions.url}: ${family}`);
      }
      done();
    });
  return () => [...found];
}
