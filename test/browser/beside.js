/** A note that was begun beside another form of its page: kept by script until it is sent, on its own subject alone. */

/**
 * @param {{ check: Function }} examiner
 * @param {import('playwright-core').BrowserContext} context of an agent who is signed in
 * @param {string} base address of the demo
 */
export async function besideIsKept({ check }, context, base) {
  const page = await context.newPage();
  const open = async (address) => page.goto(base + address);
  const is = async (moment, wanted) => {
    const note = await page.inputValue('#callNote');
    check(`a note beside another form: ${moment}`, note === wanted ? [] : [`it is “${note}”`]);
  };
  await open('/rpe');
  const [subject, other] = await page.$$eval('main a[href^="/rpe/demandes/"]', (links) => [
    ...new Set(links.map((link) => new URL(link.href).pathname)),
  ]);
  const press = (selector) => Promise.all([page.waitForNavigation(), page.click(selector)]);

  await open(subject);
  await page.fill('#callNote', 'Elle rappellera jeudi');
  await page.fill('#callMinutes', '12');
  // On a page below it, which has no such form.
  await press('form[action$="/acces"] button');
  await open(subject);
  await is('after another form and its page', 'Elle rappellera jeudi');
  await open(subject);
  await is('after the page was loaded again', 'Elle rappellera jeudi');
  await press('#callSubject button');
  await is('once it is sent', '');
  await page.fill('#callNote', 'Pas pour une autre');
  await open(other);
  await is('on another request', '');
  await open(subject);
  await is('after another request', '');
  await page.close();
}
