import { readdirSync, readFileSync } from 'node:fs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import ts from 'typescript';

/** The files with acts on places, offers and seats. A new file of the first folder is read too. */
const FILES = [
  ...readdirSync('src/places/placement')
    .filter((name) => /^[a-z-]+\.ts$/.test(name))
    .map((name) => `src/places/placement/${name}`),
  'src/second-desk/eaje/admission.ts',
  'src/second-desk/eaje/children.ts',
  'src/second-desk/eaje/places-changes.ts',
  'src/offer/supply/capacities.ts',
  'src/offer/supply/closings.ts',
  'src/offer/supply/opening-times.ts',
  'src/offer/supply/provider-changes.ts',
  'src/offer/supply/provider-closure.ts',
  'src/offer/supply/sections.ts',
];

/** What another drill than that of the placements does. Each drill checks its own. */
const DRILLED_BY: Readonly<Record<string, 'closures' | 'drafts' | 'scenario'>> = {
  // No place changes: test/scenarios/longer-delays.spec.ts.
  'OfferReminders.moveDeadline': 'scenario',
  // No place changes: test/scenarios/parents-to-call.spec.ts.
  'PresentChildren.noteParent': 'scenario',
  'Children.noteParent': 'scenario',
  // No place changes: test/scenarios/first-calls.spec.ts.
  'FirstCalls.tellDirectors': 'scenario',
  'FirstCalls.agreeContact': 'scenario',
  'FirstCalls.noteCall': 'scenario',
  'Capacities.judgeAuthorised': 'drafts',
  'ProviderClosure.closeEmptied': 'drafts',
  'SectionJoins.joinChildren': 'drafts',
  'Sections.widenAges': 'drafts',
  'OpeningTimes.closeHalfDaysIn': 'drafts',
  'Closings.keepSuddenClosing': 'closures',
  'Seats.holdIfFree': 'closures',
  'TemporaryPlaces.holdPlaces': 'closures',
  'TemporaryPlaces.endPlace': 'closures',
  'TemporaryPlaces.extendPlace': 'closures',
};

interface Service {
  readonly file: string;
  readonly name: string;
  readonly methods: readonly string[];
}

/** The public methods that write: they take a `Tx`, or they take an actor and return nothing. */
function writersIn(file: string): Service[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  return source.statements
    .filter(ts.isClassDeclaration)
    .map((one) => ({
      file,
      name: one.name!.text,
      methods: one.members
        .filter(ts.isMethodDeclaration)
        .filter((method) => {
          const isHidden = method.modifiers?.some(
            ({ kind }) => kind === ts.SyntaxKind.PrivateKeyword || kind === ts.SyntaxKind.ProtectedKeyword,
          );
          const first = method.parameters[0]?.type?.getText();
          return !isHidden && (first === 'Tx' || (first === 'Actor' && method.type?.getText() === 'Promise<void>'));
        })
        .map((method) => method.name.getText()),
    }))
    .filter(({ methods }) => methods.length > 0);
}

/** Notes which of these methods a drill has called with success. */
export class CalledMethods {
  private readonly services = FILES.flatMap(writersIn);
  private readonly called = new Set<string>();

  /** @param drill the drill that has to call its methods */
  constructor(private readonly drill: 'placements' | 'closures' | 'drafts') {}

  async watch(app: NestFastifyApplication): Promise<void> {
    for (const { file, name, methods } of this.services) {
      const module = (await import(`../../../${file.replace(/\.ts$/, '.js')}`)) as Record<
        string,
        new (...given: never[]) => object
      >;
      const service = app.get<Record<string, (...given: unknown[]) => Promise<unknown>>>(module[name]!);
      for (const method of methods) {
        const own = service[method]!.bind(service);
        service[method] = async (...given) => {
          const answer = await own(...given);
          this.called.add(`${name}.${method}`);
          return answer;
        };
      }
    }
  }

  never(): string[] {
    return this.services
      .flatMap(({ name, methods }) => methods.map((method) => `${name}.${method}`))
      .filter((method) => (DRILLED_BY[method] ?? 'placements') === this.drill && !this.called.has(method));
  }
}
