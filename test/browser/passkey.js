/**
 * A passkey in Chromium, whose virtual authenticator stands for a telephone: added, answered with after the password and
 * before a grave act, cancelled, and gone without script. Usage: node test/browser/passkey.js [--shots DIR]. Prints `N
 * passed, N failed` last.
 */
import { parseArgs } from 'node:util';
import { PASSWORD, signIn, startChromium, startDemo } from './demo.js';
import { examiner } from './examine.js';

const { values: options } = parseArgs({ options: { shots: { type: 'string' } } });
const pages = examiner(options.shots);
// Browsers make no passkeys for a numeric address.
const demo = await startDemo({ host: 'localhost' });
const browser = await startChromium();
const { base } = demo;
const EMAIL = 'rpe@marelle.example';
const AUTHENTICATOR = {
  protocol: 'ctap2',
  transport: 'internal',
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
};

const look = async (page, where) => {
  await pages.examine(page, where, 200);
  await pages.examineHtml(await (await page.request.get(page.url())).text(), where);
};
const is = (what, right, found) => pages.check(what, right ? [] : [`found ${found}`]);
const pressed = (page, selector) => Promise.all([page.waitForEvent('load'), page.click(selector)]);

async function givePassword(page) {
  await page.goto(`${base}/personnel/connexion`);
  await page.fill('#email', EMAIL);
  await page.fill('#password', PASSWORD);
  await pressed(page, 'main button[type=submit]');
}

async function throughPasskey() {
  const context = await browser.newContext({ locale: 'fr-FR' });
  const page = await signIn(context, base, EMAIL);
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', { options: AUTHENTICATOR });
  const verified = (isUserVerified) => devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
  await page.goto(`${base}/personnel/ma-connexion/cles`);
  await look(page, 'passkeys: none yet');
  await page.fill('#name', 'Téléphone');
  await pressed(page, '#passkey');
  is('passkeys: added', await page.getByText('La clé est ajoutée').isVisible(), page.url());
  await look(page, 'passkeys: one');
  const { credentials } = await devtools.send('WebAuthn.getCredentials', { authenticatorId });
  is('passkeys: the authenticator has made it', credentials[0]?.rpId === 'localhost', JSON.stringify(credentials));

  await context.clearCookies();
  await givePassword(page);
  is('sign-in: the passkey is offered', await page.locator('#passkey').isVisible(), page.url());
  const early = await page.locator('[data-passkey-failed]').isVisible();
  is('sign-in: nothing has failed yet', !early, 'the sentence of a failure');
  await look(page, 'sign-in: with a passkey');
  // Who is not recognised stays on the page, and is told how to go on.
  await verified(false);
  await page.click('#passkey');
  await page.locator('[data-passkey-failed]').waitFor({ state: 'visible' });
  await look(page, 'sign-in: not recognised');
  await verified(true);
  await pressed(page, '#passkey');
  is('sign-in: the passkey signs in', new URL(page.url()).pathname === '/personnel', page.url());

  await context.clearCookies();
  await givePassword(page);
  const bare = await browser.newContext({
    locale: 'fr-FR',
    javaScriptEnabled: false,
    storageState: await context.storageState(),
  });
  const scriptless = await bare.newPage();
  await scriptless.goto(page.url());
  const told = await scriptless.getByText('a besoin de JavaScript').isVisible();
  const asked = await scriptless.locator('#code').isVisible();
  const offered = await scriptless.locator('#passkey').isVisible();
  is('without script: the code is asked for, and why is said', told && asked && !offered, [told, asked, offered]);
  await context.close();
}

try {
  await throughPasskey();
} finally {
  await browser.close();
  demo.stop();
}
pages.finish();
