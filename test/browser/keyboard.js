/** A person without a mouse: Tab to a control, then Space, Enter, the arrows or letters. */

const MOST_STOPS = 250;

/** Goes to a control with the Tab key. @throws when it cannot be reached */
export async function tabTo(page, selector) {
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    if ((await page.locator(`:is(${selector}):focus`).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${selector} cannot be reached with the keyboard at ${page.url()}`);
}

/** Types into fields, in the order given; a list is chosen by its first letters. */
export async function fill(page, fields) {
  for (const [name, text] of Object.entries(fields)) {
    await tabTo(page, `[name="${name}"]:not([type=hidden])`);
    await page.keyboard.type(text);
  }
}

/** A radio group is one stop of Tab; the arrows choose in it. */
export async function choose(page, name, value) {
  await tabTo(page, `[name="${name}"]`);
  await page.keyboard.press('Space');
  for (let press = 0; press < 12; press += 1) {
    if ((await page.locator(`[name="${name}"][value="${value}"]:checked`).count()) > 0) return;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`${name} cannot be set to ${value} with the keyboard at ${page.url()}`);
}

export async function tick(page, selector) {
  await tabTo(page, selector);
  await page.keyboard.press('Space');
}

/** Enter on a link or a button, and the page it leads to. */
export async function enter(page, selector) {
  await tabTo(page, selector);
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
}
