import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from '../support/runner.js';

const SOURCES = resolve('src');
const FILES = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' });
const VIEWS = new Set(
  FILES.filter((path) => /\/web\/views\/[^/]+\.njk$/.test(path)).map((path) =>
    path
      .replace(/^[^/]+\//, '')
      .replace('/web/views/', '/')
      .replace(/\.njk$/, ''),
  ),
);
const JOURNAL = ['ListsFamilies', 'ShowsFamily'];
const ROUTES = ['Get', 'Post', 'Put', 'Delete'];

/** A method of a controller: the views it names, itself or by another method of its class, and whether the journal is told. */
interface Handler {
  readonly name: string;
  readonly isRoute: boolean;
  readonly isJournalled: boolean;
  readonly views: ReadonlySet<string>;
}

function decoratorsOf(node: ts.HasDecorators): string[] {
  return (ts.getDecorators(node) ?? []).flatMap(({ expression }) =>
    ts.isCallExpression(expression) && ts.isIdentifier(expression.expression) ? [expression.expression.text] : [],
  );
}

/** The texts and the own methods that a part of a file names. Constants of the file stand for their text. */
function namedIn(node: ts.Node, constants: ReadonlyMap<string, string>): { texts: Set<string>; methods: Set<string> } {
  const [texts, methods] = [new Set<string>(), new Set<string>()];
  const visit = (part: ts.Node): void => {
    if (ts.isStringLiteral(part)) texts.add(part.text);
    else if (ts.isIdentifier(part) && constants.has(part.text)) texts.add(constants.get(part.text)!);
    else if (ts.isPropertyAccessExpression(part) && part.expression.kind === ts.SyntaxKind.ThisKeyword)
      methods.add(part.name.text);
    ts.forEachChild(part, visit);
  };
  visit(node);
  return { texts, methods };
}

function handlersOf(text: string, fileName: string): Handler[] {
  const file = ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, true);
  const constants = new Map<string, string>();
  for (const statement of file.statements)
    if (ts.isVariableStatement(statement))
      for (const { name, initializer } of statement.declarationList.declarations)
        if (ts.isIdentifier(name) && initializer && ts.isStringLiteral(initializer))
          constants.set(name.text, initializer.text);
  return file.statements.filter(ts.isClassDeclaration).flatMap((controller) => {
    const isWhole = decoratorsOf(controller).some((name) => JOURNAL.includes(name));
    const methods = controller.members.filter(ts.isMethodDeclaration);
    const named = new Map(
      methods.flatMap((method) =>
        method.body ? [[method.name.getText(), namedIn(method.body, constants)] as const] : [],
      ),
    );
    const viewsOf = (name: string, seen: Set<string>): string[] => {
      const own = named.get(name);
      if (!own || seen.has(name)) return [];
      seen.add(name);
      return [
        ...[...own.texts].filter((each) => VIEWS.has(each)),
        ...[...own.methods].flatMap((other) => viewsOf(other, seen)),
      ];
    };
    return methods.map((method) => ({
      name: `${fileName} ${method.name.getText()}`,
      isRoute: decoratorsOf(method).some((name) => ROUTES.includes(name)),
      isJournalled: isWhole || decoratorsOf(method).some((name) => JOURNAL.includes(name)),
      views: new Set(viewsOf(method.name.getText(), new Set())),
    }));
  });
}

/** Routes that show a view of families, as another route does that tells the journal, and do not tell it. */
function untoldAmong(handlers: readonly Handler[]): string[] {
  const ofFamilies = new Set(
    handlers.filter(({ isRoute, isJournalled }) => isRoute && isJournalled).flatMap(({ views }) => [...views]),
  );
  return handlers
    .filter(({ isRoute, isJournalled }) => isRoute && !isJournalled)
    .flatMap(({ name, views }) => [...views].filter((view) => ofFamilies.has(view)).map((view) => `${name}: ${view}`));
}

describe('a page that lists families', () => {
  const handlers = FILES.filter((path) => path.endsWith('.controller.ts')).flatMap((path) =>
    handlersOf(readFileSync(resolve(SOURCES, path), 'utf8'), path),
  );

  it('tells the journal by whichever route it is shown, a refused form too', () => {
    expect(handlers.filter(({ isRoute, views }) => isRoute && views.size > 0).length).toBeGreaterThan(200);
    expect(untoldAmong(handlers)).toEqual([]);
  });

  it('is found where a refused form shows it by another method', () => {
    const [view] = VIEWS;
    const planted = `
      const VIEW = '${view}';
      @Controller('planted')
      class Planted {
        @Get() @ListsFamilies('planted', ['rows']) show() { return page(VIEW); }
        @Post() send() { return submitForm(this.pageOf()); }
        private pageOf() { return { view: VIEW }; }
      }`;
    expect(untoldAmong(handlersOf(planted, 'planted.ts'))).toEqual([`planted.ts send: ${view}`]);
  });
});
