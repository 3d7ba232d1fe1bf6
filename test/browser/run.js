/**
 * Walks every page of the demo in Chromium, as each role and as a parent before and after sending, at 320, 390 and 1280
 * px, error states included (JavaScript off is test/browser/story.js): axe and html-validate must find nothing, nothing
 * may scroll sideways, nothing may answer 5xx. Usage: npm run test:browser [-- --shots DIR] [--part 1], the first of
 * two parts that together walk every role; [--only ADDRESS], pages whose path is like this expression, of every role;
 * [--widths 390,1280]. Prints `N passed, N failed` last.
 */
import { parseArgs } from 'node:util';
import { besideIsKept } from './beside.js';
import { signIn, startChromium, startDemo } from './demo.js';
import { RAISED_LIMITS } from '../support/raised-limits.js';
import { examiner } from './examine.js';
import { listsBearWork } from './lists.js';
import { sessionEnds } from './session-end.js';
import { walker } from './walk.js';

const { values: options } = parseArgs({
  options: {
    shots: { type: 'string' },
    pages: { type: 'string', default: '400' },
    role: { type: 'string', multiple: true },
    part: { type: 'string' },
    only: { type: 'string', multiple: true },
    widths: { type: 'string', default: '320,390,1280' },
    verbose: { type: 'boolean' },
    judges: { type: 'boolean' },
  },
});
const ROLES = {
  parent: null,
  family: null,
  rpe: 'rpe@marelle.example',
  director: 'creche.montceau@marelle.example',
  coordinator: 'coordination@marelle.example',
  member: 'elue@marelle.example',
  admin: 'admin@marelle.example',
  auditor: 'audit@marelle.example',
  door: 'mairie@marelle.example',
};
/** Two parts of a length. A language follows the other in its part: what axe has seen there, it need not see again. */
const PARTS = [
  ['rpe', 'rpe-en', 'door', 'auditor'],
  ['parent', 'family', 'family-en', 'coordinator', 'director', 'admin', 'member'],
];

/** Pages of everybody are the same for each member of staff: one of them walks these, beside the families. */
const FOR_EVERYBODY =
  /^\/($|accessibilite|mentions-legales|suivre|modes-d-accueil|comment-ca-marche|plan-du-site|points-obtenus)/;
const ownPages = (link) => !FOR_EVERYBODY.test(new URL(link).pathname);

/** Two of them again in English: longer or shorter words must fit too. All of them where there is time for it. */
const ENGLISH = Object.fromEntries(
  (options.judges ? ['rpe', 'family', 'director', 'coordinator', 'member', 'admin'] : ['rpe', 'family']).map((role) => [
    `${role}-en`,
    ROLES[role],
  ]),
);

const part = options.part && PARTS[Number(options.part) - 1];
if (options.part && !part) throw new Error(`--part takes 1 or 2, not ${options.part}`);
const walked = Object.entries({ ...ROLES, ...ENGLISH })
  .filter(([name]) => !options.role || options.role.includes(name))
  .filter(([name]) => !part || part.includes(name))
  .sort(([a], [b]) => (part ? part.indexOf(a) - part.indexOf(b) : 0));

const judges = options.judges ? await (await import('./judges.js')).callJudges() : null;
const pages = examiner(options.shots, judges, options.widths.split(',').map(Number));
const { check, finish } = pages;
const only = options.only?.map((address) => new RegExp(address));
const walk = walker(pages, { most: Number(options.pages), verbose: options.verbose, only });

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
  for (const [name, text] of Object.entries({
    firstName: 'Inès',
    surname: 'Clavière',
    email: 'ines@exemple.fr',
    addressLine: '3 rue des Écoles',
    postalCode: '71300',
  }))
    await page.fill(`[name="${name}"]`, text);
  for (const [name, value] of Object.entries({ parentalAuthority: 'yes', situation: 'working' }))
    await page.check(`[name="${name}"][value="${value}"]`);
  await Promise.all([page.waitForNavigation(), page.click('main form button[type=submit]:not([name])')]);
  await fill('foyer', { dependentChildren: '1' }, { loneParent: 'yes', custody: 'one_home' });
  await fill(
    'enfant/1',
    { firstName: 'Noé', surname: 'Clavière', birthDay: '14', birthMonth: '6', birthYear: '2026' },
    { born: 'born' },
  );
  await fill(
    'besoin/1',
    { wantedFromDay: '1', wantedFromMonth: '2', wantedFromYear: '2027', commonStart: '8:30', commonEnd: '17:00' },
    { kind: 'regular', days: 'tue' },
  );
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

// A walk opens in minutes every list that a person opens in a month.
const limits = Object.fromEntries(Object.entries(RAISED_LIMITS).filter(([name]) => /^(READINGS|LISTED)_/.test(name)));
const demo = await startDemo(limits);
const browser = await startChromium();
try {
  for (const [role, email] of walked) {
    const context = await browser.newContext({ bypassCSP: false, locale: role in ENGLISH ? 'en-GB' : 'fr-FR' });
    if (email) await signIn(context, demo.base, email);
    const start = email
      ? [`${demo.base}/personnel`]
      : role === 'parent'
        ? await begun(context, demo.base)
        : await sent(context, demo.base);
    const visits = await walk(context, demo.base, start, role, email && email !== ROLES.rpe ? ownPages : undefined);
    if (role === 'rpe' && !only) {
      await listsBearWork(pages, browser, limits);
      await besideIsKept(pages, context, demo.base);
      await sessionEnds(pages, context, demo.base, options.shots);
    }
    console.log(`${role}: ${visits} pages`);
    await context.close();
  }
} finally {
  await browser.close();
  demo.stop();
  await judges?.checker.stop();
}
finish();
