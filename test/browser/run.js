/**
 * Walks every page of the demo in Chromium, as each role and as a parent before and after sending, at 320, 390 and 1280 px,
 * error states included (JavaScript off is test/browser/story.js): axe and html-validate must find nothing, nothing may scroll sideways, nothing may answer 5xx.
 * Usage: npm run test:browser [-- --shots DIR]. Prints `N passed, N failed` last.
 */
import { parseArgs } from 'node:util';
import { signIn, startChromium, startDemo } from './demo.js';
import { examiner } from './examine.js';

const { values: options } = parseArgs({ options: { shots: { type: 'string' }, pages: { type: 'string', default: '400' }, role: { type: 'string', multiple: true }, verbose: { type: 'boolean' } } });
const ROLES = { parent: null, family: null, rpe: 'rpe@marelle.example', director: 'creche.montceau@marelle.example', coordinator: 'coordination@marelle.example', member: 'elue@marelle.example', admin: 'admin@marelle.example' };

/** Two of them again in English: longer or shorter words must fit too. */
const ENGLISH = { 'family-en': null, 'rpe-en': ROLES.rpe };

const { check, examine, examineHtml, finish } = examiner(options.shots);

/** The shape of an address: one visit of each is enough, two where ids differ. */
const shapeOf = (url) => {
  const { pathname, search } = new URL(url);
  const path = pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id').replace(/\/[\w-]{40,}/g, '/:secret').replace(/(ma|cf|mc-paje|mc-psu|am)-[\w-]+/g, ':establishment');
  return path + [...new URLSearchParams(search).keys()].sort().map((key) => `?${key}`).join('');
};

/** Sends each form of the page empty, in a page of its own: what comes back must be as good as any other page. */
async function emptyForms(context, url, where) {
  const page = await context.newPage();
  await page.goto(url);
  const forms = await page.evaluate(() => [...document.forms].map((form, index) => ({
    index, post: form.method === 'post', action: String(form.getAttribute('action') || location.href), fields: [...form.elements].filter((field) => field.name && field.type !== 'hidden' && field.tagName !== 'BUTTON').length,
  })));
  for (const { index, action } of forms.filter((form) => form.post && form.fields > 0)) {
    await page.goto(url);
    const answered = page.waitForResponse((response) => response.request().isNavigationRequest() && response.status() !== 303, { timeout: 15_000 });
    await page.evaluate((position) => {
      const form = document.forms[position];
      for (const field of form.elements) {
        if (['checkbox', 'radio'].includes(field.type)) field.checked = false;
        else if (field.type !== 'hidden' && field.tagName !== 'BUTTON') field.value = '';
      }
      form.noValidate = true;
      form.submit();
    }, index);
    const response = await answered;
    await page.waitForLoadState();
    const shape = `${where} empty ${shapeOf(new URL(action, url).href)}`;
    await examineHtml(await response.text(), shape);
    await examine(page, shape, response.status());
  }
  await page.close();
}

async function walk(context, base, start, role) {
  const seen = new Map();
  const queue = [...start];
  let visits = 0;
  const page = await context.newPage();
  const refused = [];
  page.on('console', (message) => { if (message.type() === 'error' && /Content Security Policy/.test(message.text())) refused.push(message.text()); });
  while (queue.length > 0 && visits < Number(options.pages)) {
    const url = queue.shift();
    const shape = shapeOf(url);
    if ((seen.get(shape) ?? 0) >= 1) continue;
    seen.set(shape, (seen.get(shape) ?? 0) + 1);
    const response = await page.goto(url).catch((error) => { if (options.verbose) console.log(`${role} ${shape}: ${error.message.split('\n')[0]}`); return null; });
    // A download is not a page.
    if (!response || !(response.headers()['content-type'] ?? '').startsWith('text/html')) continue;
    visits += 1;
    if (options.verbose) console.log(`${role} ${shape}`);
    const where = `${role} ${shape}`;
    await examineHtml(await response.text(), where);
    await examine(page, where, response.status());
    const links = await page.evaluate(() => [...document.querySelectorAll('a[href]')].map((link) => link.href));
    queue.push(...links.map((link) => link.split('#')[0]).filter((link) => link.startsWith(base) && !link.endsWith('/deconnexion') && !link.includes('langue=')));
    await emptyForms(context, url, where);
  }
  check(`${role}: content security policy`, refused);
  await page.close();
  return visits;
}

/** A parent who has begun: the pages of the dossier are reached from its own task list. */
async function begun(context, base) {
  const page = await context.newPage();
  await page.goto(`${base}/`);
  await Promise.all([page.waitForEvent('load'), page.click('form[action$="/dossier/commencer"] button')]);
  const draft = page.url();
  await page.close();
  return [draft, `${base}/`, `${base}/demo`, `${base}/suivre`, `${base}/nulle-part`];
}

/** A parent who has sent its dossier: its receipt, and what it follows. */
async function sent(context, base) {
  const [draft] = await begun(context, base);
  const page = await context.newPage();
  const fill = async (path, texts, choices) => {
    await page.goto(`${draft}/${path}`);
    // Choices first: some fields show only once theirs is made.
    for (const [name, value] of Object.entries(choices)) await page.check(`[name="${name}"][value="${value}"]`);
    for (const [name, text] of Object.entries(texts)) await page.fill(`[name="${name}"]`, text);
    await Promise.all([page.waitForNavigation(), page.click('main form button[type=submit]:not([name])')]);
  };
  await page.goto(`${draft}/responsable/1`);
  await page.selectOption('#communeCode', '71306');
  for (const [name, text] of Object.entries({ firstName: 'Inès', surname: 'Clavière', email: 'ines@exemple.fr', addressLine: '3 rue des Écoles', postalCode: '71300' })) await page.fill(`[name="${name}"]`, text);
  for (const [name, value] of Object.entries({ parentalAuthority: 'yes', situation: 'working' })) await page.check(`[name="${name}"][value="${value}"]`);
  await Promise.all([page.waitForNavigation(), page.click('main form button[type=submit]:not([name])')]);
  await fill('foyer', { dependentChildren: '1' }, { loneParent: 'yes', custody: 'one_home' });
  await fill('enfant/1', { firstName: 'Noé', surname: 'Clavière', birthDay: '14', birthMonth: '6', birthYear: '2026' }, { born: 'born' });
  await fill('besoin/1', { wantedFromDay: '1', wantedFromMonth: '2', wantedFromYear: '2027', commonStart: '8:30', commonEnd: '17:00' }, { kind: 'regular', days: 'tue' });
  await page.goto(`${draft}/voeux/1`);
  await Promise.all([page.waitForNavigation(), page.click('button[value="add:ma-71306"]')]);
  await fill('points', {}, {});
  await fill('accords', {}, { shareWithProviders: 'yes', reminders: 'yes' });
  await page.goto(`${draft}/verifier`);
  await Promise.all([page.waitForEvent('load'), page.click('form[action$="/envoyer"] button')]);
  const receipt = page.url();
  check('family: the dossier is sent', receipt.endsWith('/recu') ? [] : [`ended at ${receipt}`]);
  await page.close();
  // The demo shows what was written to it, as it arrives.
  return [receipt, `${base}/mon-dossier`, `${base}/mon-dossier/confirmer`, `${base}/demo`];
}

const demo = await startDemo();
const browser = await startChromium();
try {
  for (const [role, email] of Object.entries({ ...ROLES, ...ENGLISH }).filter(([name]) => !options.role || options.role.includes(name))) {
    const context = await browser.newContext({ bypassCSP: false, locale: role in ENGLISH ? 'en-GB' : 'fr-FR' });
    if (email) await signIn(context, demo.base, email);
    const start = email ? [`${demo.base}/personnel`] : role === 'parent' ? await begun(context, demo.base) : await sent(context, demo.base);
    const visits = await walk(context, demo.base, start, role);
    console.log(`${role}: ${visits} pages`);
    await context.close();
  }
} finally {
  await browser.close();
  demo.stop();
}
finish();
