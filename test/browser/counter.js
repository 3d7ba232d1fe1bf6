/**
 * A dossier of one child, one adult and one wish, filed at the counter in Chromium by somebody who types, goes on with
 * the Tab key and presses as little as possible. It counts what is pressed and the pages on which something is done.
 * Usage: node test/browser/counter.js [--shots DIR]. Prints `N passed, N failed` last.
 */
import { parseArgs } from 'node:util';
import { signIn, startChromium, startDemo } from './demo.js';
import { examiner } from './examine.js';

const MOST_CLICKS = 14;
const MOST_PAGES = 2;

const { values: options } = parseArgs({ options: { shots: { type: 'string' } } });
const pages = examiner(options.shots);
const demo = await startDemo();
const browser = await startChromium();
const is = (what, right, found) => pages.check(what, right ? [] : [`found ${found}`]);

/** Somebody at a keyboard: what is typed and the Tab key cost nothing, a press and the Enter key are counted. */
class Typist {
  clicks = 0;
  constructor(page) {
    this.page = page;
  }
  /** Goes on with the Tab key to a field, and writes into it. */
  async types(field, text) {
    for (let tabs = 0; tabs < 400 && !(await this.isAt(field)); tabs += 1) await this.page.keyboard.press('Tab');
    if (!(await this.isAt(field))) throw new Error(`the Tab key does not lead to ${field}`);
    await this.page.keyboard.type(text);
  }
  isAt(field) {
    return this.page.evaluate((id) => document.activeElement?.id === id, field);
  }
  async presses(selector) {
    this.clicks += 1;
    await this.page.click(selector);
  }
  async leaves(selector) {
    this.clicks += 1;
    await Promise.all([this.page.waitForEvent('load'), this.page.click(selector)]);
  }
}

/** A choice, by the name of its field and its value. */
const radio = (name, value) => `input[name="${name}"][value="${value}"]`;

try {
  const context = await browser.newContext({ locale: 'fr-FR', viewport: { width: 1280, height: 900 } });
  const page = await signIn(context, demo.base, 'rpe@marelle.example');
  const agent = new Typist(page);
  await page.goto(`${demo.base}/rpe/saisie`);
  const worked = [page.url()];
  await pages.examine(page, 'counter: the empty page', 200);
  await page.focus('#responsable1-firstName');

  await agent.types('responsable1-firstName', 'Inès');
  await agent.types('responsable1-surname', 'Comptoir');
  await agent.presses(radio('responsable1-parentalAuthority', 'yes'));
  await agent.types('responsable1-phone', '06 11 22 33 44');
  await agent.types('responsable1-email', 'ines.comptoir@exemple.fr');
  await agent.types('responsable1-addressLine', '4 rue des Acacias');
  await agent.presses(radio('responsable1-situation', 'working'));
  await agent.presses(radio('foyer1-loneParent', 'yes'));
  await agent.types('enfant1-firstName', 'Noam');
  await agent.types('enfant1-birth', '2');
  await agent.types('enfant1-birthMonth', '3');
  await agent.types('enfant1-birthYear', '2026');
  await agent.types('enfant1-surname', 'Comptoir');
  await agent.types('besoin1-wantedFrom', '4');
  await agent.types('besoin1-wantedFromMonth', '1');
  await agent.types('besoin1-wantedFromYear', '2027');
  await agent.presses('#besoin1-workdays');
  await agent.types('besoin1-commonStart', '8:00');
  await agent.types('besoin1-commonEnd', '17:30');
  await agent.types('voeux1-1', '');
  await page.keyboard.press('ArrowDown');
  await agent.presses(radio('accords1-shareWithProviders', 'yes'));
  await agent.presses(radio('accords1-reminders', 'yes'));
  await agent.leaves('button[name="act"][value="review"]');
  worked.push(page.url());
  await pages.examine(page, 'counter: before sending', 200);
  const text = await page.locator('main').innerText();
  const isAllThere = ['Noam', 'Comptoir', 'ines.comptoir@exemple.fr', 'Crèche familiale'].every((part) =>
    text.includes(part),
  );
  is('counter: what will be filed is read', isAllThere, text.slice(0, 2000));
  await agent.leaves('main form[action$="/envoyer"] button[type="submit"]');
  await pages.examine(page, 'counter: the receipt', 200);
  is(
    'counter: the receipt leads to the request',
    await page.locator('main a[href^="/rpe/demandes/"]').isVisible(),
    page.url(),
  );
  is('counter: the receipt is printed', await page.locator('main a[href$="/recu.pdf"]').isVisible(), page.url());
  console.log(`counter: ${agent.clicks} clicks on ${worked.length} pages, then the receipt`);
  is(`counter: at most ${MOST_CLICKS} clicks`, agent.clicks <= MOST_CLICKS, `${agent.clicks} clicks`);
  is(`counter: at most ${MOST_PAGES} pages`, new Set(worked).size <= MOST_PAGES, worked.join(' '));
} finally {
  await browser.close();
  demo.stop();
}
pages.finish();
