import type { Browser } from './browser.js';
import type { Button, FieldValues, Form, Page } from './page.js';

/** Presses the button of the page that says what a change does. */
export const confirms = (browser: Browser, preview: Page): Promise<Page> =>
  browser.presses(preview.button('Confirmer le changement'));

/** Asks for a change, reads the page that says what it does, and confirms it. */
export const changes = async (browser: Browser, pressed: Button | Form, filled: FieldValues = {}): Promise<Page> =>
  confirms(browser, await browser.presses(pressed, filled));
