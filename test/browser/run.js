/**
 * Walks every page of the demo in Chromium, as each role and as a parent, at 390 and 1280 px, JavaScript off as on, error
 * states included: axe and html-validate must find nothing, nothing may scroll sideways, nothing may answer 5xx.
 * Usage: npm run test:browser [-- --shots DIR]. Prints `N passed, N failed` last.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { HtmlValidate } from 'html-validate';
import { signIn, startChromium, startDemo } from './demo.js';

const { values: options } = parseArgs({ options: { shots: { type: 'string' }, pages: { type: 'string', default: '400' } } });
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice', 'RGAAv4'];
const ROLES = { parent: null, rpe: 'rpe@marelle.example', director: 'creche.montceau@marelle.example', coordinator: 'coordination@marelle.example', member: 'elue@marelle.example', admin: 'admin@marelle.example' };

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button', 'reset'] }],
    // The date fieldset of the component library needs role="group" for JAWS.
    'no-redundant-role': 'off', 'long-title': 'off', 'no-trailing-whitespace': 'off',
  },
});

let passed = 0;
const failures = [];
const check = (where, problems) => {
  if (problems.length === 0) passed += 1;
  else failures.push({ where, problems });
};

/** The shape of an address: one visit of each is enough, two where ids differ. */
const shapeOf = (url) => {
  const { pathname, search } = new URL(url);
  const path = pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id').replace(/\/[\w-]{40,}/g, '/:secret').replace(/(ma|cf|mc-paje|mc-psu|am)-[\w-]+/g, ':establishment');
  return path + [...new URLSearchParams(search).keys()].sort().map((key) => `?${key}`).join('');
};

async function examine(page, where, status) {
  check(`${where}: status`, status >= 500 ? [`answered ${status}`] : []);
  await page.evaluate(AXE);
  const { violations } = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags, resultTypes: ['violations'] }), TAGS);
  check(`${where}: axe`, violations.map((one) => `${one.id}: ${one.nodes[0]?.html.slice(0, 160)} (${one.nodes[0]?.failureSummary?.split('\n')[1]?.trim()})`));
  for (const width of [320, 390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    check(`${where}: ${width} px`, overflow > 1 ? [`scrolls ${overflow} px sideways`] : []);
    if (options.shots && width !== 320) {
      mkdirSync(options.shots, { recursive: true });
      await page.screenshot({ path: join(options.shots, `${where.replace(/[^\w:-]+/g, '_').slice(0, 120)}-${width}.png`), fullPage: true });
    }
  }
}

async function examineHtml(html, where) {
  const report = await validator.validateString(html);
  check(`${where}: html`, report.results.flatMap((result) => result.messages.map((message) => `${message.ruleId} at ${message.line}:${message.column} ${message.message}`)));
  const english = html.replace(/<(script|style)[\s\S]*?<\/\1>/g, '').match(/>\s*(Error:|Back|There is a problem|Skip to main content|Menu|Hide|Show|Contents)\s*</);
  check(`${where}: French`, english ? [`English default: ${english[1]}`] : []);
}

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
    const response = await page.goto(url).catch(() => null);
    // A download is not a page.
    if (!response || !(response.headers()['content-type'] ?? '').startsWith('text/html')) continue;
    visits += 1;
    const where = `${role} ${shape}`;
    await examineHtml(await response.text(), where);
    await examine(page, where, response.status());
    const links = await page.evaluate(() => [...document.querySelectorAll('a[href]')].map((link) => link.href));
    queue.push(...links.map((link) => link.split('#')[0]).filter((link) => link.startsWith(base) && !link.endsWith('/deconnexion')));
    await emptyForms(context, url, where);
  }
  check(`${role}: content security policy`, refused);
  await page.close();
  return visits;
}

const demo = await startDemo();
const browser = await startChromium();
try {
  for (const [role, email] of Object.entries(ROLES)) {
    const context = await browser.newContext({ bypassCSP: false, locale: 'fr-FR' });
    if (email) await (await signIn(context, demo.base, email)).close();
    const start = email ? [`${demo.base}/personnel`] : [`${demo.base}/`, `${demo.base}/demo`, `${demo.base}/suivre`, `${demo.base}/nulle-part`];
    if (!email) {
      // A parent who has begun: the pages of the dossier are reached from its own task list.
      const page = await context.newPage();
      await page.goto(`${demo.base}/`);
      await page.click('form[action$="/dossier/commencer"] button');
      start.unshift(page.url());
      await page.close();
    }
    const visits = await walk(context, demo.base, start, role);
    console.log(`${role}: ${visits} pages`);
    await context.close();
  }
} finally {
  await browser.close();
  demo.stop();
}
for (const { where, problems } of failures) console.log(`FAILED ${where}\n  ${problems.slice(0, 4).join('\n  ')}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);
