/**
 * A session with 21 cases in Chromium: how high its screen is, its keys, its words that narrow, and all of it without
 * script. Usage: node test/browser/full-session.js [--shots DIR]. Prints `N passed, N failed` last.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { listMany, prepare, step, travel } from './commission.js';
import { Desk } from './desk.js';
import { signIn, startChromium, startDemo } from './demo.js';
import { examiner } from './examine.js';

const CASES = 21;
const MOST_PIXELS = 2500;
const MOST_SHEETS = 2;
const COORDINATOR = 'coordination@marelle.example';

const { values: options } = parseArgs({ options: { shots: { type: 'string' } } });
const pages = examiner(options.shots, null);
const demo = await startDemo();
const browser = await startChromium();
const { base } = demo;

const shoot = (page, name) =>
  options.shots ? page.screenshot({ path: join(options.shots, `${name}.png`), fullPage: true }) : null;

const open = (page) => page.locator('.app-case[open]').evaluateAll((all) => all.map((one) => one.closest('tr').id));
const isNot = (said, found, wanted) =>
  pages.check(said, JSON.stringify(found) === JSON.stringify(wanted) ? [] : [`${JSON.stringify(found)}`]);

async function heights(session) {
  for (const [width, height] of [
    [1280, 900],
    [390, 800],
  ]) {
    const context = await browser.newContext({ locale: 'fr-FR', viewport: { width, height } });
    const page = await signIn(context, base, COORDINATOR);
    await page.goto(base + session);
    await page.locator('[data-live]:visible').waitFor();
    const seen = await page.evaluate(() => ({
      page: document.documentElement.scrollHeight,
      over: document.documentElement.scrollWidth - window.innerWidth,
      rows: [...document.querySelectorAll('#live-cases tbody tr')].map((row) => row.getBoundingClientRect().height),
    }));
    const [current, ...others] = seen.rows;
    const mean = Math.round(others.reduce((sum, one) => sum + one, 0) / others.length);
    console.log(
      `${width} px: ${seen.rows.length} cases, page ${seen.page} px, open case ${current}, others ${mean} px`,
    );
    await shoot(page, `seance-${width}`);
    pages.check(`${width}: nothing scrolls sideways`, seen.over > 0 ? [`by ${seen.over} px`] : []);
    isNot(`${width}: ${CASES} cases`, seen.rows.length, CASES);
    if (width === 1280) {
      pages.check(`a screen of ${CASES} cases takes ${MOST_PIXELS} px`, seen.page <= MOST_PIXELS ? [] : [seen.page]);
      pages.check('a case takes 60 px', mean <= 60 ? [] : [`${mean} px`]);
    }
    await context.close();
  }
}

/** The agenda that members are sent, as a library that nobody here wrote counts its pages. */
async function agenda(sheet) {
  const context = await browser.newContext();
  await context.addCookies(await cookiesOf());
  const answer = await context.request.get(`${base}${sheet}/ordre-du-jour.pdf`);
  const { numPages: sheets } = await getDocument({ data: new Uint8Array(await answer.body()) }).promise;
  console.log(`agenda of ${CASES} cases: ${sheets} pages`);
  pages.check(`an agenda of ${CASES} cases takes ${MOST_SHEETS} pages`, sheets <= MOST_SHEETS ? [] : [sheets]);
  await context.close();
}

async function keys(session) {
  const context = await browser.newContext({ locale: 'fr-FR', viewport: { width: 1280, height: 900 } });
  const page = await signIn(context, base, COORDINATOR);
  const start = async () => {
    await page.goto(base + session);
    await page.locator('[data-live]:visible').waitFor();
    return page.locator('#live-cases tbody tr').evaluateAll((all) => all.map(({ id }) => id));
  };
  const [first, second, third] = await start();
  isNot('the first case to decide is open, alone', await open(page), [first]);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  isNot('J opens the next case, without focus before', await open(page), [third]);
  await page.keyboard.press('k');
  isNot('K opens the one before', await open(page), [second]);
  for (const chord of ['Control+j', 'Alt+j', 'Meta+j']) await page.keyboard.press(chord);
  isNot('no key acts with another', await open(page), [second]);
  await page.focus('#site-search');
  await page.keyboard.type('jaek');
  isNot('no key acts in a field', await open(page), [second]);
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('?');
  isNot('? shows the keys', await page.locator('dialog[data-keys][open] kbd').allInnerTexts(), [...'aejk?']);
  await page.keyboard.press('a');
  isNot('no key acts behind the list of keys', await open(page), [second]);
  await page.keyboard.press('Escape');
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('a');
  await page.locator(`#${second} form[action*="/reprendre"]`).waitFor({ state: 'attached' });
  isNot('A follows the proposal and opens the next case', await open(page), [third]);
  await page.keyboard.press('e');
  await page.waitForURL(/decision=wait/);
  isNot('E leads to the page that asks', await page.locator('[name=decision]:checked').inputValue(), 'wait');
  await page.goto(`${base}/personnel/chercher`);
  await Promise.all([page.waitForNavigation(), page.click('form[action$="/touche"] button')]);
  const [next] = await start();
  await page.keyboard.press('j');
  isNot('turned off, they need the focus of a case', await open(page), [next]);
  await page.locator(`#${next} .app-case > summary`).focus();
  await page.keyboard.press('j');
  isNot('and act with it', await open(page), [third]);
  await context.close();
}

async function withoutScript(session) {
  const context = await browser.newContext({
    locale: 'fr-FR',
    viewport: { width: 1280, height: 900 },
    javaScriptEnabled: false,
  });
  await context.addCookies(await cookiesOf());
  const page = await context.newPage();
  await page.goto(base + session);
  await page.locator('nav .app-counts a', { hasText: 'Bébés' }).first().click();
  const narrowed = page.url();
  pages.check('a word narrows the cases', narrowed.includes('section=') ? [] : [narrowed]);
  await shoot(page, 'seance-bebes');
  const rows = page.locator('#live-cases tbody tr');
  const [, second] = await rows.evaluateAll((all) => all.map(({ id }) => id));
  await page.click(`#${second} .app-case > summary`);
  isNot('without script, a line opens its case and closes the other', await open(page), [second]);
  await page.click(`#${second} form button`);
  isNot('the section is kept by the next case', page.url(), narrowed);
  await page.locator('.app-counts__off a').first().click();
  isNot('and taken off by a word', page.url(), base + session);
  await context.close();
}

async function cookiesOf() {
  const context = await browser.newContext();
  await signIn(context, base, COORDINATOR);
  const cookies = await context.cookies();
  await context.close();
  return cookies;
}

try {
  // One of them is born on no known day, and is not judged.
  const sheet = await listMany(base, CASES + 1);
  await travel(base, 7, 3);
  await prepare(base, sheet);
  await step(base, sheet, 'open');
  const coordinator = await Desk.of(base, 'coordination');
  const present = [
    ...(await coordinator.read(`${sheet}/presences`)).matchAll(/name="(m\d+)"[^>]*value="([^"]*:present)"/g),
  ];
  await coordinator.send(
    `${sheet}/presences`,
    '/presences',
    Object.fromEntries(present.map(([, name, value]) => [name, value])),
  );
  const session = `${sheet}/seance`;
  await agenda(sheet);
  await heights(session);
  await keys(session);
  await withoutScript(session);
} catch (error) {
  pages.check('a full session', [String(error.stack ?? error)]);
} finally {
  await browser.close();
  demo.stop();
}
pages.finish();
