/**
 * What every page must bear: axe and html-validate find nothing, nothing scrolls sideways, nor a table of words in its
 * frame on a phone, no 5xx, no English default.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';
import { largeTextProblems, standardProblems } from './standard.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice', 'RGAAv4'];

const validating = (rules = {}) =>
  new HtmlValidate({
    extends: ['html-validate:recommended'],
    rules: {
      ...rules,
      'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button', 'reset'] }],
      // The date fieldset of the component library needs role="group" for JAWS.
      'no-redundant-role': 'off',
      'long-title': 'off',
      'no-trailing-whitespace': 'off',
    },
  });
const pages = validating();
/** Mail programs take no other styles. */
const mails = validating({ 'no-inline-style': 'off' });

/** Run in the page. @returns the elements with their classes, roles, types and states, and where text or values stand */
function structureOf() {
  const told = /^(class|role|type|lang|dir|scope|hidden|open|checked|disabled|selected|rowspan|colspan|aria-.+)$/;
  const named = /^aria-(labelledby|describedby|controls|label|owns)$/;
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data.trim() === '' ? '' : 't';
    if (node.nodeType !== Node.ELEMENT_NODE) return '';
    const attributes = [...node.attributes].map(({ name, value }) => {
      // A page in the other language has the same structure.
      if (name === 'lang' && /^(fr|en)$/.test(value)) return 'lang=ours';
      return told.test(name) && !named.test(name) ? `${name}=${value}` : `${name}${value === '' ? '' : '=v'}`;
    });
    // Rows alike are told once: a longer list has no other structure.
    const children = [...node.childNodes]
      .map(walk)
      .filter((told, index, all) => told !== '' && told !== all[index - 1]);
    return `<${node.localName} ${attributes.sort().join(' ')}>${children.join('')}</>`;
  };
  return walk(document.documentElement);
}

/** Run in the page. @returns how many pixels the page scrolls sideways, and a table of cards within its frame */
function sidewaysOf() {
  const root = document.documentElement;
  const frames = [...document.querySelectorAll('.app-table-scroll:has(> .app-table--cards)')];
  return {
    overflow: root.scrollWidth - root.clientWidth,
    cards: Math.max(0, ...frames.map((frame) => frame.scrollWidth - frame.clientWidth)),
  };
}

/**
 * @param {string | undefined} shots folder that takes a picture of each page at 390 and 1280 px
 * @param {{ engineProblems: Function, checker: import('./judges.js').Checker } | null} judges asked about each state of
 *   each page, as is axe then; without them axe sees each structure once
 * @param {number[]} widths in pixels, at which nothing may scroll sideways
 */
export function examiner(shots, judges = null, widths = [320, 390, 1280]) {
  let passed = 0;
  const failures = [];
  /** Structures of pages that axe has seen. */
  const judged = new Set();
  const check = (where, problems) => {
    if (problems.length === 0) passed += 1;
    else failures.push({ where, problems });
  };

  /**
   * Runs axe, unless a page of the same structure was judged before: the rules look at elements, classes, roles, states
   * and at what is empty, never at which words stand there. Ids and what refers to them are html-validate's, on every
   * page. @returns whether it was new
   */
  async function runAxe(page, where) {
    const structure = await page.evaluate(structureOf);
    const isNew = !judged.has(structure);
    judged.add(structure);
    if (!isNew && !judges) return false;
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(
      (tags) => window.axe.run(document, { runOnly: tags, resultTypes: ['violations'] }),
      TAGS,
    );
    check(
      `${where}: axe`,
      violations.map(
        (one) =>
          `${one.id}: ${one.nodes[0]?.html.slice(0, 160)} (${one.nodes[0]?.failureSummary?.split('\n')[1]?.trim()})`,
      ),
    );
    return isNew;
  }

  async function examine(page, where, status) {
    check(`${where}: status`, status >= 500 ? [`answered ${status}`] : []);
    const isNew = await runAxe(page, where);
    // A mail is no page of the site.
    const isPage = !where.endsWith('/mail');
    if (isNew && isPage) check(`${where}: RGAA`, await standardProblems(page));
    if (judges && isPage) {
      check(`${where}: IBM`, await judges.engineProblems(page));
      check(`${where}: 200 % at 390 px`, await largeTextProblems(page));
    }
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      const { overflow, cards } = await page.evaluate(sidewaysOf);
      check(
        `${where}: ${width} px`,
        overflow > 1
          ? [`scrolls ${overflow} px sideways`]
          : width < 641 && cards > 1
            ? [`a table of cards scrolls ${cards} px in its frame`]
            : [],
      );
      if (shots && width !== 320) {
        mkdirSync(shots, { recursive: true });
        await page.screenshot({
          path: join(shots, `${where.replace(/[^\w:-]+/g, '_').slice(0, 120)}-${width}.png`),
          fullPage: true,
        });
      }
    }
  }

  async function examineHtml(html, where) {
    if (judges && !where.endsWith('/mail')) check(`${where}: W3C`, await judges.checker.problemsOf(html));
    const report = await (where.endsWith('/mail') ? mails : pages).validateString(html);
    check(
      `${where}: html`,
      report.results.flatMap((result) =>
        result.messages.map((message) => `${message.ruleId} at ${message.line}:${message.column} ${message.message}`),
      ),
    );
    const english =
      html.includes('<html lang="fr"') &&
      html
        .replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
        .match(/>\s*(Error:|Back|There is a problem|Skip to main content|Menu|Hide|Show|Contents)\s*</);
    check(`${where}: French`, english ? [`English default: ${english[1]}`] : []);
  }

  /** Prints what failed and the closing line, and ends the process. */
  function finish() {
    for (const { where, problems } of failures)
      console.log(`FAILED ${where}\n  ${problems.slice(0, judges ? 100 : 4).join('\n  ')}`);
    console.log(`${passed} passed, ${failures.length} failed`);
    process.exit(failures.length === 0 ? 0 : 1);
  }

  return { check, examine, examineHtml, finish };
}
