/**
 * What the RGAA asks of every page and axe does not see: text twice as large, text set wider, the name of a control,
 * one title of its own. docs/accessibility.md names the criteria.
 */

/** Run in the page. Criterion 10.12: lines, letters and words as far apart as a reader may set them. */
function setWider() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }' +
      'p { margin-bottom: 2em !important }',
  );
  document.adoptedStyleSheets = [sheet];
}

/** Run in the page. */
function setBack() {
  document.adoptedStyleSheets = [];
  document.documentElement.style.fontSize = '';
}

/** Run in the page. Criterion 10.4: text twice as large. */
function setLarger() {
  document.documentElement.style.fontSize = '200%';
}

/** Run in the page. @returns how far the page scrolls sideways, and words that an edge cuts off */
function lossOf() {
  const root = document.documentElement;
  const overflow = root.scrollWidth - root.clientWidth;
  const cuts = (size, inner, outer) => ['hidden', 'clip'].includes(size) && inner - outer > 2;
  const cut = [...document.querySelectorAll('body *')].filter((element) => {
    const holdsWords = [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== '',
    );
    if (!holdsWords || element.closest('.govuk-visually-hidden, .govuk-skip-link, svg')) return false;
    if (!element.checkVisibility()) return false;
    const { overflowX, overflowY } = getComputedStyle(element);
    return (
      cuts(overflowX, element.scrollWidth, element.clientWidth) ||
      cuts(overflowY, element.scrollHeight, element.clientHeight)
    );
  });
  return [
    ...(overflow > 1 ? [`scrolls ${overflow} px sideways`] : []),
    ...cut.map((element) => `cut off: ${element.outerHTML.slice(0, 120)}`),
  ];
}

/** Run in the page. @returns what the page lacks that needs no second look */
function lacksOf() {
  const words = (element) => element.textContent.replace(/\s+/g, ' ').trim().toLowerCase();
  // Names of communes, nurseries and streets hold those of the first list, and are no change of language.
  const ARTICLES = /(?<![\p{L}’'-])(le|la|les|des|du|de)(?![\p{L}’'-])/gu;
  const SAID =
    /(?<![\p{L}’'-])(un|une|est|sont|pour|avec|dans|et|à|au|aux|sur|par|vous|votre|nous|qui|que|pas|il|elle)(?![\p{L}’'-])/gu;
  const lacks = [];
  const first = document.querySelectorAll('h1').length;
  if (first !== 1) lacks.push(`9.1: ${first} headings of the first level`);
  if (document.querySelectorAll('main').length !== 1) lacks.push('9.2: not one main part');
  if (!document.querySelector('body > a.govuk-skip-link[href="#main-content"]')) lacks.push('12.7: no skip link');
  if (document.querySelector('[target=_blank]')) lacks.push('13.2: a window opens by itself');
  if (
    document.querySelector('.govuk-error-summary') &&
    !/^(Erreur : |Error: )/u.test(document.title.replace(/\u00a0|\u202f/gu, ' '))
  )
    lacks.push(`8.6: refused, and the title is "${document.title}"`);
  for (const element of document.querySelectorAll('a[aria-label], button[aria-label], input[aria-label]')) {
    const name = element.getAttribute('aria-label').toLowerCase();
    if (words(element) && !name.includes(words(element)))
      lacks.push(`6.1, 11.9: reads "${words(element)}", is called "${name}"`);
  }
  const headings = [...document.querySelectorAll('h1, h2, h3, h4')];
  const places = new Map();
  for (const link of document.querySelectorAll('a[href]')) {
    const name = words({ textContent: link.getAttribute('aria-label') ?? link.textContent });
    const near = link.closest('p, li, td, th, dd, dt, summary');
    const head = link.closest('tr')?.querySelector('th');
    const before = headings.findLast((one) => one.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_FOLLOWING);
    const key = [name, ...[near, head, before].map((one) => (one ? words(one) : ''))].join(' | ');
    const place = link.href.baseVal ?? link.href;
    const other = places.get(key);
    if (other !== undefined && other !== place) lacks.push(`6.1: "${name}" leads to ${other} and to ${place}`);
    else places.set(key, place);
  }
  for (const aside of document.querySelectorAll('aside:not([aria-label], [aria-labelledby])'))
    lacks.push(`12.6: an aside has no name: ${words(aside).slice(0, 80)}`);
  if (document.documentElement.lang === 'en') {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { parentElement, data } = texts.currentNode;
      if (parentElement.closest('script, style, [lang]').lang !== 'en') continue;
      const [names, said] = [ARTICLES, SAID].map((list) => new Set(data.toLowerCase().match(list)).size);
      if (said > 0 && names + said > 1) lacks.push(`8.7: French that does not say so: "${data.trim().slice(0, 160)}"`);
    }
  }
  for (const label of document.querySelectorAll('label:has([aria-hidden=true])'))
    lacks.push(`11.2: the label "${words(label)}" is not read as it is seen`);
  for (const picture of document.querySelectorAll('svg:not([aria-hidden=true])')) {
    if (picture.closest('[aria-hidden=true]')) continue;
    const named = picture.getAttribute('aria-label') ?? picture.getAttribute('aria-labelledby');
    if (!['img', 'group'].includes(picture.getAttribute('role')) || !named)
      lacks.push(`1.1: a drawing has no name: ${picture.outerHTML.slice(0, 80)}`);
  }
  for (const table of document.querySelectorAll('table')) {
    if (!table.caption || !words(table.caption)) lacks.push('5.4: a table has no caption');
    if ([...table.querySelectorAll('th')].some((head) => !head.scope)) lacks.push('5.6: a header has no scope');
    const isComplex = table.querySelector('th[colspan], th[rowspan]') !== null;
    if (isComplex && !table.caption?.querySelector('.govuk-visually-hidden'))
      lacks.push('5.1: headers of two rows, and no summary');
  }
  for (const figure of document.querySelectorAll('figure:not([role=figure][aria-labelledby])'))
    lacks.push(`1.9: ${figure.id} is not bound to its caption`);
  for (const paragraph of document.querySelectorAll('main p:not([role], :has(*))'))
    if (!words(paragraph)) lacks.push('8.9: an empty paragraph');
  return lacks;
}

/** What is lost once the page is read in another way, at a width in CSS pixels. */
async function lossWhen(page, [criterion, set, width]) {
  await page.setViewportSize({ width, height: 900 });
  await page.evaluate(set);
  const problems = await page.evaluate(lossOf);
  await page.evaluate(setBack);
  return problems.map((problem) => `${criterion}, ${width} px: ${problem}`);
}

/** @param {import('playwright-core').Page} page */
export const largeTextProblems = (page) => lossWhen(page, ['10.4, text twice as large', setLarger, 390]);

/** @param {import('playwright-core').Page} page */
export async function standardProblems(page) {
  const problems = await page.evaluate(lacksOf);
  problems.push(...(await lossWhen(page, ['10.4, text twice as large', setLarger, 1280])));
  problems.push(...(await largeTextProblems(page)));
  problems.push(...(await lossWhen(page, ['10.12, text set wider', setWider, 320])));
  return problems;
}

/** A receipt and the copy of what was sent stand under the draft and, later, under the dossier: the same pages. */
const SAME = new Map([
  ['/mon-dossier/envois/:id', '/dossier/:id/recu'],
  ['/mon-dossier/envois/:id/copie', '/dossier/:id/copie'],
]);

const isUnder = (path, other) => `${path}/`.startsWith(`${other}/`) || `${other}/`.startsWith(`${path}/`);

/** The pages of one walk by their titles. An address and those below it may show one page. */
export class Titles {
  constructor() {
    this.pages = new Map();
  }

  /**
   * @param {string} title
   * @param {string} address with the names of what it is asked: a page of a list is another page than the list
   * @param {string} content what the page shows: where two addresses show the same, they may say the same
   * @returns the address of another page that has the same title
   */
  note(title, address, content) {
    const path = SAME.get(address) ?? address;
    const known = this.pages.get(title) ?? [];
    this.pages.set(title, [...known, { path, content }]);
    return known.find((other) => {
      const isAsked = path.includes('?') || other.path.includes('?');
      return other.content !== content && (isAsked ? other.path !== path : !isUnder(path, other.path));
    })?.path;
  }
}
