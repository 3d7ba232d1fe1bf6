import type { Fact } from '../../src/dossier/dossier/index.js';
import { Adult, ChildRequest, Dossier, Wish } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { asKnownThen, childFacts, familyFacts } from '../../src/dossier/dossier/domain/known-facts.js';
import { FactRecord } from '../../src/dossier/dossier/persistence/fact-record.entity.js';
import { groupedBy } from '../../src/foundation/kernel/grouped-by.js';
import { Solution } from '../../src/places/placement/persistence/placement.entities.js';
import { solutionFact } from '../../src/places/placement/solution-lines.js';
import type { Reader } from '../../src/foundation/platform/database/index.js';

const LAST_DAY = '9999-12-31';

/** In one order, without what nobody answered: a record made before a question was asked does not name it. */
const sorted = (value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .filter(([, part]) => part !== null)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, part]) => [name, sorted(part)]),
      )
    : Array.isArray(value)
      ? value.map(sorted)
      : value;
const said = ({ kind, subjectId, part, value }: Omit<Fact, 'effectiveFrom'>): string =>
  `${kind} of ${subjectId} ${part}: ${JSON.stringify(sorted(value))}`;

/** The differences between the rows of today and the fact records when they are replayed to their end. */
export async function factsNotReplayed(reader: Reader): Promise<string[]> {
  const dossiers = (await reader.find(Dossier)).filter(({ anonymisedAt }) => anonymisedAt === null);
  const adults = groupedBy(await reader.find(Adult, { order: { rank: 'ASC' } }), ({ dossierId }) => dossierId);
  const named = new Set(dossiers.map(({ id }) => id));
  const requests = (await reader.find(ChildRequest)).filter(({ dossierId }) => named.has(dossierId));
  const wishes = groupedBy(await reader.find(Wish, { order: { rank: 'ASC' } }), ({ requestId }) => requestId);
  const lines = groupedBy(await reader.find(Solution), ({ requestId }) => requestId);
  const rows = [
    ...dossiers.flatMap((dossier) =>
      familyFacts(dossier.id, { ...dossier, adults: (adults.get(dossier.id) ?? []).map(({ details }) => details) }, ''),
    ),
    ...requests.flatMap((request) => childFacts(request.id, request, '')),
    ...requests.flatMap(({ id, state }): Omit<Fact, 'effectiveFrom'>[] => [
      { kind: 'status', subjectId: id, part: '', value: { state } },
      {
        kind: 'wishes',
        subjectId: id,
        part: '',
        value: {
          wishes: (wishes.get(id) ?? []).map(({ mode, providerId, communeCode }) => ({
            mode,
            providerId,
            communeCode,
          })),
        },
      },
      ...(lines.get(id) ?? []).map((line) => ({
        kind: 'solution' as const,
        subjectId: id,
        part: line.id,
        value: solutionFact(line),
      })),
    ]),
  ];
  const noWishes = (text: string): boolean => text.startsWith('wishes') && text.endsWith('{"wishes":[]}');
  const subjects = new Set([...named, ...requests.map(({ id }) => id)]);
  const known = asKnownThen(await reader.find(FactRecord), LAST_DAY, `${LAST_DAY}T23:59:59.999Z`);
  const [present, replayed] = [rows, known.filter(({ subjectId }) => subjects.has(subjectId))].map(
    (facts) => new Set(facts.map(said).filter((text) => !noWishes(text))),
  ) as [Set<string>, Set<string>];
  return [
    ...[...present].filter((text) => !replayed.has(text)).map((text) => `not recorded: ${text}`),
    ...[...replayed].filter((text) => !present.has(text)).map((text) => `not so any more: ${text}`),
  ];
}
