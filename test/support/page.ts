import { parseHTML } from 'linkedom';
import { expect } from './runner.js';
import type { Answer } from './browser.js';

/** What is used of the nodes of the parser. The types of a browser are not those of this program. */
interface Node {
  readonly nodeType: number;
  readonly textContent: string;
  readonly childNodes: Iterable<Node>;
}
interface Element extends Node {
  readonly localName: string;
  readonly outerHTML: string;
  readonly children: Iterable<Element>;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  closest(selector: string): Element | null;
  querySelector(selector: string): Element | null;
  querySelectorAll(selector: string): Iterable<Element>;
}

export type FieldValue = string | readonly string[];
export type FieldValues = Readonly<Record<string, FieldValue>>;

const TEXT_NODE = 3;
const UNREAD = new Set(['script', 'style', 'head', 'template']);

const folded = (text: string): string => text.replace(/[\s\u00a0\u202f]+/g, ' ').trim();

const textsIn = (node: Node): string[] => {
  if (node.nodeType === TEXT_NODE) return [node.textContent];
  return UNREAD.has((node as Element).localName) ? [] : [...node.childNodes].flatMap(textsIn);
};
/** The text a person reads, with runs of white space folded. */
const readText = (element: Node): string => folded(textsIn(element).join(' '));

/** The document of a page or of a part of a page. */
export const parsed = (html: string): Element => {
  const whole = html.includes('<html') ? html : `<!doctype html><html><body>${html}</body></html>`;
  return (parseHTML(whole) as unknown as { document: { documentElement: Element } }).document.documentElement;
};

/** The text a person reads of some HTML. */
export const textOf = (html: string): string => (html === '' ? '' : readText(parsed(html)));

/** The value of a hidden field of some HTML, e.g. the version a person saw. */
export function hiddenValue(html: string, name: string): string | undefined {
  const field = html === '' ? null : parsed(html).querySelector(`input[type="hidden"][name="${name}"]`);
  return field?.getAttribute('value') ?? undefined;
}

export interface Link {
  readonly text: string;
  readonly href: string;
}

export interface Button {
  readonly text: string;
  readonly form: Form;
  /** What the button itself sends, and where to, when it says so. */
  readonly sends: Readonly<Record<string, string>>;
  readonly action: string;
}

/** A form as the page shows it: what it holds now, what may be chosen, and its buttons. */
export class Form {
  constructor(
    private readonly element: Element,
    private readonly pageUrl: string,
    private readonly page: Element,
  ) {}

  get action(): string {
    return this.element.getAttribute('action') ?? this.pageUrl;
  }
  get method(): 'get' | 'post' {
    return this.element.getAttribute('method')?.toLowerCase() === 'post' ? 'post' : 'get';
  }
  get text(): string {
    return readText(this.element);
  }
  get source(): string {
    return this.element.outerHTML;
  }
  /** What the form holds for its script: `data-<name>`. */
  data(name: string): string | null {
    return this.element.getAttribute(`data-${name}`);
  }

  private get controls(): Element[] {
    const id = this.element.getAttribute('id');
    // A field may stand outside of its form, and name it.
    const outside = id ? this.page.querySelectorAll(`[form="${id}"]`) : [];
    return [...this.element.querySelectorAll('input, select, textarea'), ...outside].filter((one) =>
      one.hasAttribute('name'),
    );
  }
  private controlsOf(name: string): Element[] {
    return this.controls.filter((one) => one.getAttribute('name') === name);
  }

  /** What the form would send now without a button: texts, hidden fields, ticked boxes, chosen options. */
  get fields(): Record<string, string | string[]> {
    const fields: Record<string, string | string[]> = {};
    for (const control of this.controls) {
      const name = control.getAttribute('name')!;
      const value = valueOf(control);
      if (value === undefined || name === '_csrf') continue;
      const known = fields[name];
      fields[name] = known === undefined ? value : [known, value].flat();
    }
    return fields;
  }

  /** The value of one field as it stands; of a box that is not ticked, the empty text. */
  value(name: string): string {
    if (this.controlsOf(name).length === 0) throw new Error(`No field ${name} in the form of ${this.action}`);
    return [this.fields[name] ?? ''].flat().join(', ');
  }
  has(name: string): boolean {
    return this.controlsOf(name).length > 0;
  }

  /** What may be chosen of radios, boxes or a list, by the text of each; null for a field that is typed. */
  choices(name: string): Map<string, string> | null {
    const choices = new Map<string, string>();
    for (const control of this.controlsOf(name)) {
      if (control.localName === 'select')
        for (const option of control.querySelectorAll('option'))
          choices.set(readText(option), option.getAttribute('value') ?? readText(option));
      else if (isTicked(control))
        choices.set(this.labelOf(control.getAttribute('id')), control.getAttribute('value') ?? 'on');
    }
    return choices.size > 0 ? choices : null;
  }
  private labelOf(id: string | null): string {
    const label = [...this.element.querySelectorAll('label')].find((one) => one.getAttribute('for') === id);
    return label ? readText(label) : (id ?? '');
  }

  get buttons(): Button[] {
    const id = this.element.getAttribute('id');
    // A button may belong to a form that it does not stand in.
    const elsewhere = id ? [...this.page.querySelectorAll(`button[form="${id}"]`)] : [];
    return [...this.element.querySelectorAll('button, input[type="submit"]'), ...elsewhere]
      .filter((one) => one.getAttribute('type') !== 'button')
      .map((one) => ({
        text: readText(one) || (one.getAttribute('value') ?? ''),
        form: this,
        sends: one.hasAttribute('name') ? { [one.getAttribute('name')!]: one.getAttribute('value') ?? '' } : {},
        action: one.getAttribute('formaction') ?? this.action,
      }));
  }
  button(text: string): Button {
    return only(this.buttons, (one) => one.text.includes(text), `button “${text}” in the form of ${this.action}`);
  }

  /** Fails when a person could not fill in the form so: a field that it does not have, a choice that it does not offer. */
  expectToOffer(filled: FieldValues): void {
    for (const [name, value] of Object.entries(filled)) {
      if (!this.has(name)) throw new Error(`No field ${name} in the form of ${this.action}`);
      const choices = this.choices(name);
      for (const one of [value].flat())
        if (choices && one !== '' && ![...choices.values()].includes(one))
          throw new Error(`${name} offers ${[...choices.values()].join(', ')}, not ${one}`);
    }
  }
}

const isTicked = (control: Element): boolean => ['checkbox', 'radio'].includes(control.getAttribute('type') ?? '');

function valueOf(control: Element): string | undefined {
  if (control.hasAttribute('disabled') || ['submit', 'file'].includes(control.getAttribute('type') ?? ''))
    return undefined;
  if (isTicked(control)) return control.hasAttribute('checked') ? (control.getAttribute('value') ?? 'on') : undefined;
  if (control.localName === 'textarea') return control.textContent.replace(/^\n/, '');
  if (control.localName !== 'select') return control.getAttribute('value') ?? '';
  const options = [...control.querySelectorAll('option')];
  const chosen = options.find((one) => one.hasAttribute('selected')) ?? options[0];
  return chosen ? (chosen.getAttribute('value') ?? readText(chosen)) : '';
}

function only<T>(all: readonly T[], wanted: (one: T) => boolean, what: string): T {
  const found = all.find(wanted);
  if (found === undefined) throw new Error(`No ${what}`);
  return found;
}

/** What a person reads and presses on the page of an answer. */
export class Page {
  private root?: Element;

  constructor(private readonly answer: Answer) {}

  get status(): number {
    return this.answer.status;
  }
  /** The address that the browser shows. */
  get url(): string {
    return this.answer.url;
  }
  header(name: string): string | undefined {
    return this.answer.headers[name] as string | undefined;
  }
  /** Everything that the browser received, read or not: for what must be nowhere in it. */
  get source(): string {
    return this.answer.html;
  }
  private get document(): Element {
    return (this.root ??= parsed(this.answer.html));
  }

  get text(): string {
    return this.answer.html === '' ? '' : readText(this.document);
  }
  get heading(): string {
    return this.sentences('h1')[0] ?? '';
  }
  /** The text of each part of the page that a selector names. */
  sentences(selector: string): string[] {
    return [...this.document.querySelectorAll(selector)].map(readText);
  }

  /** The rows of the table with this caption, without its head, as texts of cells. */
  table(caption: string): string[][] {
    const table = only(
      [...this.document.querySelectorAll('table')],
      (one) => readText(one.querySelector('caption') ?? one).includes(caption),
      `table “${caption}” at ${this.url}`,
    );
    return [...table.querySelectorAll('tbody tr')].map((row) => [...row.children].map(readText));
  }

  get links(): Link[] {
    return [...this.document.querySelectorAll('a[href]')].map((one) => ({
      text: readText(one),
      href: one.getAttribute('href')!,
    }));
  }
  link(text: string): Link {
    return only(this.links, (one) => one.text.includes(text), `link “${text}” at ${this.url}`);
  }
  /** The first link to an address that ends so, or that matches. */
  linkTo(address: string | RegExp): Link {
    return only(this.links, ({ href }) => leadsTo(href, address), `link to ${String(address)} at ${this.url}`);
  }
  hasLinkTo(address: string | RegExp): boolean {
    return this.links.some(({ href }) => leadsTo(href, address));
  }

  get forms(): Form[] {
    return [...this.document.querySelectorAll('form')].map((one) => new Form(one, this.url, this.document));
  }
  form(actionEndsWith: string): Form {
    return only(this.forms, (one) => one.action.endsWith(actionEndsWith), `form to ${actionEndsWith} at ${this.url}`);
  }
  hasForm(actionEndsWith: string): boolean {
    return this.forms.some(({ action }) => action.endsWith(actionEndsWith));
  }
  /** The button with this text, in whatever form of the page. */
  button(text: string): Button {
    return only(
      this.forms.flatMap((form) => form.buttons),
      (one) => one.text.includes(text),
      `button “${text}” at ${this.url}`,
    );
  }

  /** The summary of what is wrong: the sentence of each field. */
  get errors(): Record<string, string> {
    const links = this.document.querySelectorAll('.govuk-error-summary__list a');
    return Object.fromEntries(
      [...links].map((one) => [(one.getAttribute('href') ?? '').replace('#', ''), readText(one)]),
    );
  }
}

const leadsTo = (href: string, address: string | RegExp): boolean =>
  typeof address === 'string' ? href.endsWith(address) : address.test(href);

/** A date as three inputs ask for it. */
export function dayFields(name: string, day: string): Record<string, string> {
  const [year = '', month = '', date = ''] = day.split('-');
  return { [`${name}Day`]: date, [`${name}Month`]: month, [`${name}Year`]: year };
}

/** The page says why, and nothing was done. */
export function expectRefusal(page: Page, sentence: string, status = 422): void {
  expect([page.status, page.text]).toEqual([status, expect.stringContaining(sentence)]);
}
