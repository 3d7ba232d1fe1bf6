/**
 * Takes the pictures of the README anew, in the demo as it starts. Usage: npm run pictures
 */
import { signIn, startChromium, startDemo } from './demo.js';

const WIDE = { width: 1280, height: 900 };
const PICTURES = [
  { name: 'home', path: '/', size: { width: 390, height: 844 } },
  { name: 'inbox', path: '/rpe', size: WIDE, email: 'rpe@marelle.example' },
  { name: 'week', path: '/eaje/ma-71306/semaine', size: WIDE, email: 'creche.montceau@marelle.example' },
  { name: 'report', path: '/rapport', size: { ...WIDE, height: 1240 }, email: 'coordination@marelle.example' },
];

const demo = await startDemo();
const browser = await startChromium();
try {
  for (const { name, path, size, email } of PICTURES) {
    const context = await browser.newContext({ locale: 'fr-FR', viewport: size });
    if (email) await signIn(context, demo.base, email);
    const page = await context.newPage();
    const answer = await page.goto(demo.base + path);
    if (answer?.status() !== 200) throw new Error(`${path} answered ${answer?.status()}`);
    await page.screenshot({ path: `docs/images/${name}.png` });
    await context.close();
  }
} finally {
  await browser.close();
  demo.stop();
}
