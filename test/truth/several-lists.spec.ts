import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { normaliseName } from '../../src/dossier/dossier/domain/duplicates/normalise-name.js';
import { Adult, ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { PossibleDuplicate } from '../../src/dossier/dossier/persistence/duplicate.entities.js';
import { ProposedChange } from '../../src/dossier/dossier/persistence/proposed-change.entities.js';
import { Clock } from '../../src/foundation/kernel/clock.js';
import { dayOf } from '../../src/foundation/kernel/time.js';
import { WEEKDAYS } from '../../src/foundation/kernel/week-schedule.js';
import { Reader } from '../../src/foundation/platform/database/index.js';
import type { TravellingClock } from '../../src/foundation/platform/time/index.js';
import { ListImport } from '../../src/lists/waiting-lists/index.js';
import { ImportRow } from '../../src/lists/waiting-lists/persistence/import.entities.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { seedWorld } from '../support/seed.js';
import { IMPORTED_ON } from './unseen-lists/families.js';
import { severalLists, type SaidLine, type SeveralLists } from './unseen-lists/several-lists.js';

/**
 * Three lists that name the same families differently, imported one after the other. More of them are taken with
 * `SEVERAL_LISTS=20 npx vitest run test/truth/several-lists.spec.ts`.
 */
const DRAWS = Number(process.env['SEVERAL_LISTS'] ?? 2);
const KIN = 48;

interface Taken extends SaidLine {
  readonly request: ChildRequest;
}

const pairsOf = <T>(all: readonly T[]): (readonly [T, T])[] =>
  all.flatMap((one, index) => all.slice(index + 1).map((other) => [one, other] as const));
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const named = (name: string | null): string => normaliseName(name ?? '');
const daysOf = (need: unknown): string[] =>
  WEEKDAYS.filter((day) => (need as { week: Record<string, unknown> | null }).week?.[day]);

/** What a line says, and what its request holds or a proposed change says, in the same words. */
const COMPARED: readonly {
  readonly field: string;
  readonly said: (line: SaidLine) => unknown;
  readonly held: (request: ChildRequest) => unknown;
  readonly proposed: (value: never) => unknown;
}[] = [
  {
    field: 'child.name',
    said: ({ firstName, surname }) => [named(firstName), named(surname)],
    held: ({ firstName, surname }) => [named(firstName), named(surname)],
    proposed: ({ firstName, surname }: SaidLine) => [named(firstName), named(surname)],
  },
  {
    field: 'child.birth',
    said: ({ birthDate, dueDate }) => [birthDate, dueDate],
    held: ({ birthDate, dueDate }) => [birthDate, dueDate],
    proposed: ({ birthDate, dueDate }: SaidLine) => [birthDate, dueDate],
  },
  {
    field: 'need.wantedFrom',
    said: ({ wantedFrom }) => wantedFrom,
    held: ({ wantedFrom }) => wantedFrom,
    proposed: ({ wantedFrom }: SaidLine) => wantedFrom,
  },
  { field: 'need.week', said: ({ days }) => days, held: ({ need }) => daysOf(need), proposed: daysOf },
  {
    field: 'asked',
    said: ({ requestedOn }) => requestedOn,
    held: ({ submittedAt }) => dayOf(submittedAt),
    proposed: ({ firstAsked }: { firstAsked: string }) => dayOf(firstAsked),
  },
];

/** The answers of a line that its request does not hold, each with whether it waits for a person. */
function lackingOf(line: Taken, changes: readonly ProposedChange[]): { field: string; waits: boolean }[] {
  const own = changes.filter(({ requestId, state }) => requestId === line.request.id && state === 'open');
  return COMPARED.filter(({ said, held }) => !isSame(said(line), held(line.request))).map(
    ({ field, said, proposed }) => ({
      field,
      waits: own.some((change) => change.field === field && isSame(proposed(change.value as never), said(line))),
    }),
  );
}

describe.each(DATABASES)('several lists that nobody has seen (%s)', (kind) => {
  let test: TestApp;
  let reader: Reader;
  beforeAll(async () => {
    test = await startApp(kind);
    (test.app.get(Clock) as TravellingClock).travelTo(`${IMPORTED_ON}T09:00:00.000Z`);
    await seedWorld(test.app);
    reader = test.app.get(Reader);
  });
  afterAll(() => test.close());

  /** Imports the lists one after the other. @returns each line with the request that it became or joined */
  async function importAll({ lists, lines }: SeveralLists): Promise<Taken[]> {
    const reports = await test.app.get(ListImport).importFiles(lists);
    const rows = await reader.find(ImportRow, {});
    const requests = new Map((await reader.find(ChildRequest, {})).map((request) => [request.id, request]));
    return lines.map((line) => {
      const { batchId } = reports[lists.findIndex(({ name }) => name === `${line.list}.csv`)]!;
      const row = rows.find((one) => one.batchId === batchId && one.line === line.line);
      return { ...line, request: requests.get(row!.requestId!)! };
    });
  }

  it('join no two children, miss none, mix no families, and lose nothing that a line says', async () => {
    const right = { lines: 0, inForce: 0, withWhatWaits: 0 };
    const found = { joined: 0, shown: 0 };
    const faults: string[] = [];
    for (let draw = 1; draw <= DRAWS; draw += 1) {
      const drawn = severalLists(draw, KIN);
      const taken = await importAll(drawn);
      const pairs = await reader.find(PossibleDuplicate, {});
      const shown = new Set(pairs.flatMap(({ firstId: a, secondId: b }) => [`${a} ${b}`, `${b} ${a}`]));
      for (const [a, b] of pairsOf(taken)) {
        const isOne = a.child === b.child;
        const isJoined = a.request.id === b.request.id;
        const isShown = shown.has(`${a.request.id} ${b.request.id}`);
        if (isOne && isJoined) found.joined += 1;
        else if (isOne && isShown) found.shown += 1;
        else if (isOne || isJoined) faults.push(`${isOne ? 'missed' : 'joined wrongly'}: ${a.text} || ${b.text}`);
      }
      for (const dossierId of new Set(taken.map(({ request }) => request.dossierId))) {
        const inside = taken.filter(({ request }) => request.dossierId === dossierId);
        const families = new Set(inside.map(({ family }) => family));
        const contacts = (await reader.find(Adult, { where: { dossierId } })).flatMap(({ phone, email }) => [
          phone,
          email,
        ]);
        const isOfOthers = (contact: string | null): boolean =>
          contact !== null && ![...families].some((family) => drawn.ownersOf.get(contact)?.has(family));
        if (families.size > 1 || contacts.some(isOfOthers))
          faults.push(`mixed: ${inside.map(({ text }) => text).join(' || ')}`);
      }
      const changes = await reader.find(ProposedChange, {});
      for (const line of taken) {
        const lacking = lackingOf(line, changes);
        right.lines += 1;
        if (lacking.length === 0) right.inForce += 1;
        if (lacking.every(({ waits }) => waits)) right.withWhatWaits += 1;
      }
    }
    console.info(found, right, `faults: ${faults.length}`);
    expect(faults).toEqual([]);
    expect(right.withWhatWaits).toBe(right.lines);
    expect(right.inForce / right.lines).toBeGreaterThan(0.7);
  });
});
