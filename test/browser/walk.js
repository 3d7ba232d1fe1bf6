/** Walks the pages that somebody can reach, and sends each form of them empty. */
import { Titles } from './standard.js';

/** The shape of an address: one visit of each is enough, two where ids differ. */
const shapeOf = (url) => {
  const { pathname, search } = new URL(url);
  const path = pathname
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replace(/\/[\w-]{40,}/g, '/:secret')
    .replace(/\/messages\/[\w-]+\/(fr|en)/, '/messages/:kind/$1')
    .replace(/\/listes\/(\w+)\/(?!nouveau)[\w~]+/, '/listes/$1/:code')
    .replace(/(ma|cf|mc-paje|mc-psu|am)-[\w-]+/g, ':establishment');
  return (
    path +
    [...new URLSearchParams(search)]
      // The first page of a list is the list, and where somebody came from changes nothing of where they are.
      .filter(([key, value]) => !(key === 'page' && value === '1') && key !== 'liste')
      .map(([key]) => `?${key}`)
      .sort()
      .join('')
  );
};

/**
 * Run in the page of a form that was refused empty. A form that says that all its fields are required (RGAA 11.10) has
 * an error at each: the sentence would tell a lie otherwise. Fields that follow an answer, and lists that always have
 * one, are left out.
 * @param answered names of choices that the page offers with an answer, which nobody can take back
 * @returns the labels without an error
 */
function lackingErrorsOf({ action, answered }) {
  const path = (address) => new URL(address || location.href, location.href).pathname;
  const form = [...document.forms].find(
    (one) => path(one.getAttribute('action')) === path(action) && one.querySelector('[data-required]'),
  );
  if (!form) return [];
  const isAll = form.querySelector('[data-required]').dataset.required === 'all';
  const groups = new Set(
    [...form.querySelectorAll('.govuk-form-group')]
      .filter((group) => !group.closest('.govuk-radios__conditional'))
      .map((group) => group.closest('.govuk-form-group:has(> fieldset)') ?? group),
  );
  return [...groups]
    .filter((group) => isAll || !group.querySelector('[type=checkbox]'))
    .filter((group) => !group.querySelector('select') || group.querySelector('option[value=""]'))
    .filter((group) => !answered.includes(group.querySelector('[type=radio]')?.name))
    .filter((group) => !group.matches('.govuk-form-group--error'))
    .map(
      (group) =>
        `11.10: said to be required, and taken empty: ${group.querySelector('legend, label')?.textContent.trim()}`,
    );
}

/**
 * @param {ReturnType<typeof import('./examine.js').examiner>} examiner
 * @param {{ most?: number, verbose?: boolean, only?: RegExp[] }} options `most`: pages of one walk; `only`: the addresses
 *   of those that are looked at, where the others are read for their links alone
 */
export function walker({ check, examine, examineHtml }, { most = 400, verbose = false, only } = {}) {
  const isLookedAt = (url) => !only || only.some((address) => address.test(new URL(url).pathname));

  /** The links of a page that is not looked at: read without Chromium, which takes a hundred times as long. */
  async function readLinks(context, url) {
    const answer = await context.request.get(url).catch(() => null);
    if (!answer || !(answer.headers()['content-type'] ?? '').startsWith('text/html')) return [];
    const links = [...(await answer.text()).matchAll(/<a [^>]*href="([^"]+)"/g)];
    return links.map(([, link]) => new URL(link.replaceAll('&amp;', '&'), answer.url()).href);
  }

  /** The forms of a page that have something to fill in. */
  const formsOf = (page) =>
    page.evaluate(() =>
      [...document.forms]
        .map((form, index) => ({
          index,
          action: String(form.getAttribute('action') || location.href),
          fields: [...new Set([...form.elements].map((field) => field.name))].sort().join(),
          asks:
            form.method === 'post' &&
            [...form.elements].some((field) => field.name && field.type !== 'hidden' && field.tagName !== 'BUTTON'),
        }))
        // A yes to a place needs nothing more: sent empty, it would be given.
        .filter(({ asks, action }) => asks && !/\/offres\/[^/]+\/accepter$/.test(action)),
    );

  /**
   * Sends the forms of the page empty, in a page of its own: what comes back must be as good as any other page. One that
   * stands on many pages, as the search does, is sent once: sent empty, it is the same request from each of them.
   */
  async function emptyForms(context, url, where, forms, sent) {
    const isNew = ({ action, fields }) => {
      const form = `${shapeOf(new URL(action, url).href)} ${fields}`;
      return !sent.has(form) && sent.add(form);
    };
    const unsent = forms.filter(isNew);
    if (unsent.length === 0) return;
    const page = await context.newPage();
    for (const { index, action } of unsent) {
      await page.goto(url);
      const answering = page.waitForResponse(
        (response) => response.request().isNavigationRequest() && response.status() !== 303,
        { timeout: 15_000 },
      );
      const answered = await page.evaluate((position) => {
        const form = document.forms[position];
        const checked = [...form.querySelectorAll('[type=radio]:checked')].map(({ name }) => name);
        for (const field of form.elements) {
          if (['checkbox', 'radio'].includes(field.type)) field.checked = false;
          else if (field.type !== 'hidden' && field.tagName !== 'BUTTON') field.value = '';
        }
        form.noValidate = true;
        form.submit();
        return checked;
      }, index);
      const response = await answering;
      await page.waitForLoadState();
      const shape = `${where} empty ${shapeOf(new URL(action, url).href)}`;
      await examineHtml(await response.text(), shape);
      await examine(page, shape, response.status());
      check(
        `${shape}: required`,
        response.status() === 422 ? await page.evaluate(lackingErrorsOf, { action, answered }) : [],
      );
    }
    await page.close();
  }

  /**
   * Visits every page that can be reached, one of each shape.
   * @param {(url: string) => boolean} within what to follow
   * @returns {Promise<number>} how many pages
   */
  async function walk(context, base, start, role, within = () => true) {
    const seen = new Map();
    const queue = [...start];
    const titles = new Titles();
    const sent = new Set();
    let visits = 0;
    const page = await context.newPage();
    const follow = (links) =>
      queue.push(
        ...links
          .map((link) => link.split('#')[0])
          .filter(
            (link) =>
              link.startsWith(base) && !link.endsWith('/deconnexion') && !link.includes('langue=') && within(link),
          ),
      );
    const refused = [];
    page.on('console', (message) => {
      if (message.type() === 'error' && /Content Security Policy/.test(message.text())) refused.push(message.text());
    });
    while (queue.length > 0 && visits < most) {
      const url = queue.shift();
      const shape = shapeOf(url);
      if ((seen.get(shape) ?? 0) >= 1) continue;
      seen.set(shape, (seen.get(shape) ?? 0) + 1);
      if (!isLookedAt(url)) {
        follow(await readLinks(context, url));
        continue;
      }
      const response = await page.goto(url).catch((error) => {
        if (verbose) console.log(`${role} ${shape}: ${error.message.split('\n')[0]}`);
        return null;
      });
      // A download is not a page.
      if (!response || !(response.headers()['content-type'] ?? '').startsWith('text/html')) continue;
      visits += 1;
      if (verbose) console.log(`${role} ${shape}`);
      const where = `${role} ${shape}`;
      await examineHtml(await response.text(), where);
      await examine(page, where, response.status());
      const title = await page.title();
      const content = await page.evaluate(() => document.querySelector('main')?.innerText);
      const shared = titles.note(title, shapeOf(page.url()), content);
      check(
        `${where}: title`,
        shared && response.status() < 400 ? [`8.6: “${title}” is the title of ${shared} too`] : [],
      );
      // A link within a picture has no `href` of text.
      follow(
        await page.evaluate(() =>
          [...document.querySelectorAll('a[href]')].map(
            (link) => new URL(link.getAttribute('href'), location.href).href,
          ),
        ),
      );
      await emptyForms(context, url, where, await formsOf(page), sent);
    }
    check(`${role}: content security policy`, refused);
    await page.close();
    return visits;
  }

  return walk;
}
