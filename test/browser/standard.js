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
  const lacks = [];
  const headings = document.querySelectorAll('h1').length;
  if (headings !== 1) lacks.push(`9.1: ${headings} headings of the first level`);
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

/** @param {import('playwright-core').Page} page */
export async function standardProblems(page) {
  const problems = await page.evaluate(lacksOf);
  for (const [criterion, set, width] of [
    ['10.4, text twice as large', setLarger, 1280],
    ['10.12, text set wider', setWider, 320],
  ]) {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate(set);
    problems.push(...(await page.evaluate(lossOf)).map((problem) => `${criterion}: ${problem}`));
    await page.evaluate(setBack);
  }
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
    this.paths = new Map();
  }

  /** @returns the path of another page that has the same title */
  note(title, address) {
    const path = SAME.get(address) ?? address;
    const known = this.paths.get(title) ?? [];
    this.paths.set(title, [...known, path]);
    return known.find((other) => !isUnder(path, other));
  }
}
