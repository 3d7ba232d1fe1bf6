import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** A place of the code that starts a program, or may. */
export interface Start {
  readonly file: string;
  readonly line: number;
  /** `node` for the running Node, `npm` for what npm installed; null where the code does not tell which program. */
  readonly program: string | null;
}

/** A function that starts the program which it is given. */
interface Starter {
  readonly file: string;
  readonly name: string;
  /** Which of its parameters names the program. */
  readonly index: number;
}

const MODULE = /^(node:)?child_process$/;
/** Those that hand their first argument to a shell, which starts what stands in it. */
const SHELLED = ['exec', 'execSync'];
/** What a shell does by itself. */
const BUILT_IN = ['cd', 'echo', 'exit', 'export', 'set', 'test', 'ulimit'];
/** For a script of a shell: the words that it was given. */
const GIVEN = '"$@"';
const INSTALLED = 'node_modules/.bin';

type Texts = ReadonlyMap<string, string>;

/** The programs of a line for a shell: the first word of each command that the shell does not do by itself. */
const programsOfLine = (line: string): string[] =>
  line
    .split(/&&|\|\||[;|&\n]/)
    .map((command) => command.trim().split(/\s+/))
    .map((words) => words.find((word) => word !== 'exec' && !/^\w+=/.test(word)) ?? '')
    .filter((word) => word !== '' && !BUILT_IN.includes(word));

function textOfExpression(node: ts.Expression): string | null {
  if (ts.isStringLiteralLike(node)) return node.text;
  // What follows a first word is not looked at, so that a template may go on with anything.
  return ts.isTemplateExpression(node) && /\s/.test(node.head.text) ? node.head.text : null;
}

const bare = (node: ts.Expression): ts.Expression =>
  ts.isNonNullExpression(node) || ts.isParenthesizedExpression(node) || ts.isAsExpression(node)
    ? bare(node.expression)
    : node;

/** Reads one file: what it imports of the module that starts programs, and which program each of its calls names. */
class SourceReader {
  readonly source: ts.SourceFile;
  readonly starts: Start[] = [];
  readonly starters: Starter[] = [];
  /** Local names of functions that start programs, with the parameter that names the program. */
  private readonly known = new Map<string, { readonly index: number; readonly shelled: boolean }>();
  private readonly modules = new Set<string>();

  constructor(
    private readonly file: string,
    text: string,
    starters: readonly Starter[],
  ) {
    this.source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    for (const { name, index } of starters.filter((starter) => starter.file === file))
      this.known.set(name, { index, shelled: false });
    for (const statement of this.source.statements)
      if (ts.isImportDeclaration(statement)) this.readImport(statement, starters);
    this.visit(this.source);
  }

  private readImport({ moduleSpecifier, importClause }: ts.ImportDeclaration, starters: readonly Starter[]): void {
    const from = (moduleSpecifier as ts.StringLiteral).text;
    const isModule = MODULE.test(from);
    if (isModule && importClause?.name) this.modules.add(importClause.name.text);
    const bindings = importClause?.namedBindings;
    if (!bindings) return;
    if (ts.isNamespaceImport(bindings)) {
      if (isModule) this.modules.add(bindings.name.text);
      return;
    }
    for (const { name, propertyName } of bindings.elements) {
      const imported = (propertyName ?? name).text;
      if (isModule && /^[a-z]/.test(imported))
        this.known.set(name.text, { index: 0, shelled: SHELLED.includes(imported) });
      const starter = starters.find((one) => one.name === imported && one.file === resolved(this.file, from));
      if (starter) this.known.set(name.text, { index: starter.index, shelled: false });
    }
  }

  private visit(node: ts.Node): void {
    if (ts.isCallExpression(node)) {
      const called = this.calledBy(node);
      if (called) this.readCall(node, called);
    }
    // The module, or one of its functions, handed on: nothing tells what it starts then.
    if (ts.isStringLiteral(node) && MODULE.test(node.text) && !ts.isImportDeclaration(node.parent))
      this.tell(node, null);
    if (ts.isIdentifier(node) && this.isHandedOn(node)) this.tell(node, null);
    ts.forEachChild(node, (child) => this.visit(child));
  }

  private isHandedOn(node: ts.Identifier): boolean {
    const { parent } = node;
    if (ts.isImportSpecifier(parent) || ts.isImportClause(parent) || ts.isNamespaceImport(parent)) return false;
    if (ts.isPropertyAccessExpression(parent) && parent.name === node) return false;
    if (ts.isPropertyAssignment(parent) && parent.name === node) return false;
    if (this.modules.has(node.text))
      return !(ts.isPropertyAccessExpression(parent) && ts.isCallExpression(parent.parent));
    if (!this.known.has(node.text) || ts.isTypeQueryNode(parent) || ts.isExportSpecifier(parent)) return false;
    return !(ts.isCallExpression(parent) && parent.expression === node) && !isDeclared(node);
  }

  private calledBy({ expression }: ts.CallExpression): { readonly index: number; readonly shelled: boolean } | null {
    if (ts.isIdentifier(expression)) return this.known.get(expression.text) ?? null;
    const isOfModule =
      ts.isPropertyAccessExpression(expression) &&
      ts.isIdentifier(expression.expression) &&
      this.modules.has(expression.expression.text);
    return isOfModule ? { index: 0, shelled: SHELLED.includes(expression.name.text) } : null;
  }

  private readCall(call: ts.CallExpression, { index, shelled }: { index: number; shelled: boolean }): void {
    const isFork = /(^|\.)fork$/.test(call.expression.getText(this.source));
    const given = call.arguments[index];
    if (isFork) this.tell(call, 'node');
    else if (!given) this.tell(call, null);
    else if (shelled || this.usesShell(call)) {
      const line = textOfExpression(bare(given));
      for (const program of line === null ? [null] : programsOfLine(line)) this.tell(call, program);
    } else {
      const programs = this.programsOf(bare(given));
      for (const program of programs) this.tell(call, program);
      if (programs.includes('sh')) for (const program of this.programsOfScripts(call)) this.tell(call, program);
    }
  }

  private usesShell(call: ts.CallExpression): boolean {
    return call.arguments.some(
      (given) =>
        ts.isObjectLiteralExpression(given) &&
        given.properties.some((property) => property.name?.getText(this.source) === 'shell'),
    );
  }

  /** What `sh -c` is given, beside the call or where its words are put together in the same function. */
  private programsOfScripts(call: ts.CallExpression): (string | null)[] {
    const found: (string | null)[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isArrayLiteralExpression(node)) {
        const at = node.elements.findIndex((element) => ts.isStringLiteral(element) && element.text === '-c');
        if (at !== -1) found.push(...this.programsOfScript(node.elements.slice(at + 1)));
      }
      ts.forEachChild(node, visit);
    };
    visit(ts.findAncestor(call, ts.isFunctionLike) ?? this.source);
    return found;
  }

  /** @param words the script, the name under which it runs, and the words that it is given */
  private programsOfScript([script, , first]: readonly ts.Expression[]): (string | null)[] {
    const line = script && textOfExpression(bare(script));
    if (!line) return [null];
    return programsOfLine(line).flatMap((program) => {
      if (program !== GIVEN) return [program];
      if (!first) return [null];
      return ts.isSpreadElement(first)
        ? this.programsOfDeclared({ initializer: first.expression, element: 0 })
        : this.programsOf(bare(first));
    });
  }

  private programsOf(node: ts.Expression): (string | null)[] {
    const text = textOfExpression(node);
    if (text !== null) return [text.split(/\s/)[0]!];
    if (ts.isConditionalExpression(node))
      return [node.whenTrue, node.whenFalse].flatMap((one) => this.programsOf(bare(one)));
    if (node.getText(this.source) === 'process.execPath') return ['node'];
    if (ts.isCallExpression(node))
      return [node.arguments.some((part) => ts.isStringLiteral(part) && part.text === INSTALLED) ? 'npm' : null];
    return ts.isIdentifier(node) ? this.programsOfName(node) : [null];
  }

  private programsOfName(name: ts.Identifier): (string | null)[] {
    for (let scope: ts.Node | undefined = name.parent; scope; scope = scope.parent) {
      if (ts.isFunctionLike(scope)) {
        const index = scope.parameters.findIndex((parameter) => parameter.name.getText(this.source) === name.text);
        if (index !== -1) return this.addStarter(scope, index);
      }
      const declared = ts.isSourceFile(scope) || ts.isBlock(scope) ? declarationIn(scope, name.text) : null;
      if (declared) return this.programsOfDeclared(declared);
    }
    return [null];
  }

  private programsOfDeclared({ initializer, element }: Declared): (string | null)[] {
    const value = bare(initializer);
    if (element === null) return this.programsOf(value);
    if (ts.isConditionalExpression(value))
      return [value.whenTrue, value.whenFalse].flatMap((one) => this.programsOfDeclared({ initializer: one, element }));
    if (ts.isIdentifier(value)) {
      const words = declarationIn(
        ts.findAncestor(value, (node) => ts.isBlock(node) || ts.isSourceFile(node))!,
        value.text,
      );
      return words ? this.programsOfDeclared({ initializer: words.initializer, element }) : [null];
    }
    const found = ts.isArrayLiteralExpression(value) ? value.elements[element] : undefined;
    return found ? this.programsOf(bare(found)) : [null];
  }

  /** The program is a parameter: whoever calls this function names it. */
  private addStarter(scope: ts.SignatureDeclaration, index: number): (string | null)[] {
    const holder = ts.isVariableDeclaration(scope.parent) ? scope.parent.name : scope.name;
    if (!holder || !ts.isIdentifier(holder) || ts.isMethodDeclaration(scope)) return [null];
    this.starters.push({ file: this.file, name: holder.text, index });
    return [];
  }

  private tell(node: ts.Node, program: string | null): void {
    const { line } = this.source.getLineAndCharacterOfPosition(node.getStart(this.source));
    this.starts.push({ file: this.file, line: line + 1, program });
  }
}

interface Declared {
  readonly initializer: ts.Expression;
  /** Which element of a list is meant; null for the whole value. */
  readonly element: number | null;
}

function declarationIn(scope: ts.Node, name: string): Declared | null {
  const { statements } = scope as ts.Block;
  for (const statement of statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name: bound, initializer } of statement.declarationList.declarations) {
      if (!initializer) continue;
      if (ts.isIdentifier(bound) && bound.text === name) return { initializer, element: null };
      const element = ts.isArrayBindingPattern(bound)
        ? bound.elements.findIndex((one) => ts.isBindingElement(one) && one.name.getText() === name)
        : -1;
      if (element !== -1) return { initializer, element };
    }
  }
  return null;
}

const isDeclared = ({ parent }: ts.Identifier): boolean =>
  ts.isFunctionDeclaration(parent) || ts.isVariableDeclaration(parent);

/** The file of a project that a path in another one leads to. */
const resolved = (file: string, path: string): string => join(dirname(file), path).replace(/(?<!\.d)\.js$/, '.ts');

/** Every program that these files start, by the functions of `child_process` or by one of their own around those. */
export function startedPrograms(texts: Texts): Start[] {
  const starters: Starter[] = [];
  const mentions = (text: string): boolean =>
    /child_process/.test(text) || starters.some(({ name }) => text.includes(name));
  for (;;) {
    const readers = [...texts]
      .filter(([, text]) => mentions(text))
      .map(([file, text]) => new SourceReader(file, text, starters));
    const found = readers.flatMap((reader) => reader.starters);
    const more = found.filter(
      (one) => !starters.some(({ file, name, index }) => file === one.file && name === one.name && index === one.index),
    );
    if (more.length === 0) return readers.flatMap(({ starts }) => starts);
    starters.push(...more);
  }
}

/** These files, and all that they import or name by its path, as text by path. */
export function reachedFrom(files: readonly string[]): Map<string, string> {
  const texts = new Map<string, string>();
  const waiting = [...files];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (texts.has(file)) continue;
    const text = readFileSync(file, 'utf8');
    texts.set(file, text);
    for (const [, path] of text.matchAll(/'([^'\s]+\.js)'/g))
      for (const found of [join(dirname(file), path!), path!].flatMap((one) => [one, one.replace(/\.js$/, '.ts')]))
        if (/^(src|test|scripts)\//.test(found) && existsSync(found)) waiting.push(found);
  }
  return texts;
}
