/**
 * Acts of a desk, counted as a person has them: presses (of a pointer or of Enter; typing is free) and pages that are
 * loaded, each printed beside what it may take at most. Part of test/browser/lists.js, on the demo that it changes.
 */

/** Counts the presses of a page and the pages that it loads. */
export function counting(page) {
  const counts = { clicks: 0, loads: 0 };
  page.on('load', () => (counts.loads += 1));
  const leading = (act) => Promise.all([page.waitForEvent('load'), act()]);
  return {
    counts,
    click: async (selector) => {
      counts.clicks += 1;
      await page.click(selector);
    },
    /** A press that loads the next page. */
    leads: async (selector) => {
      counts.clicks += 1;
      await leading(() => page.click(selector));
    },
    enter: async () => {
      counts.clicks += 1;
      await leading(() => page.keyboard.press('Enter'));
    },
  };
}

/** The requests of a list, as their addresses, those first that nobody has to compare with another. */
async function requestsIn(page, base, list) {
  await page.goto(base + list);
  const rows = await page.$$eval('[data-row]', (all) =>
    all.map((row) => ({
      href: row.querySelector('a[href*="/rpe/demandes/"]').getAttribute('href'),
      isPlain: row.querySelector('.app-tag, .govuk-tag') === null,
    })),
  );
  return rows.filter(({ isPlain }) => isPlain).map(({ href }) => base + href.split('?')[0]);
}

export async function actsWithinReach({ check }, context, base) {
  const page = await context.newPage();
  await page.setViewportSize({ width: 1366, height: 768 });
  /** @param act does it, on the page that is shown; the text of the page it ends on has to hold `said` */
  const counted = async (name, [clicks, loads], said, act) => {
    const one = counting(page);
    await act(one);
    page.removeAllListeners('load');
    console.log(`${name}: ${one.counts.clicks} clicks of ${clicks}, ${one.counts.loads} pages of ${loads}`);
    const wrong = [
      ...(one.counts.clicks > clicks ? [`${one.counts.clicks} clicks of ${clicks}`] : []),
      ...(one.counts.loads > loads ? [`${one.counts.loads} pages of ${loads}`] : []),
      ...(said.test(await page.innerText('main')) ? [] : [`the page does not say ${said}`]),
    ];
    await check(`${name}: within reach`, wrong);
  };

  /** Chooses from a list by typing, as a person does who has come to it by Tab. */
  const typed = async (selector, text) => {
    await page.focus(selector);
    await page.keyboard.type(text);
  };

  const [request] = await requestsIn(page, base, '/rpe?state=submitted');
  await page.goto(request);
  await counted('take up', [1, 1], /C’est fait\s+[^\n]*prise en charge/, ({ leads }) => leads('#do-take-up button'));
  await counted(
    'orient on two tracks and list',
    [4, 1],
    /C’est fait\s+[^\n]*inscrite à la séance/,
    async ({ click, leads }) => {
      await click('#tracks');
      await click('#tracks-2');
      await typed('#listedFor', 'Commission');
      await leads('#do-orient button[type=submit]');
    },
  );
  await counted('agreement with a childminder', [5, 2], /C’est fait\s+[^\n]*accord/i, async ({ leads }) => {
    await leads('a[href*="/accord?avec="]');
    await leads('#agreement button[type=submit]');
  });

  const [imported, other] = await requestsIn(page, base, '/rpe?state=incomplete');
  await page.goto(imported);
  await counted('ask all that is missing', [2, 1], /C’est fait\s+[^\n]*famille/, ({ leads }) =>
    leads('form[action$="/demander"] button[type=submit]'),
  );
  await page.goto(other);
  await counted(
    'an imported family, three answers',
    [6, 1],
    /C’est fait\s+[^\n]*enregistr/,
    async ({ click, leads }) => {
      const names = await page.$$eval('#in-place input[type=radio]', (all) => [
        ...new Set(all.map(({ name }) => name)),
      ]);
      for (const name of names.slice(0, 3)) await click(`#in-place [name="${name}"] >> nth=0`);
      await typed('#toldBy', 'Q');
      await typed('#knownBy', 'T');
      await leads('#in-place button[type=submit]');
    },
  );

  await page.goto(`${base}/rpe/sollicitations/noter`);
  await counted('an enquiry with its answer', [4, 1], /C’est fait\s+[^\n]*notée/, async ({ click, leads }) => {
    for (const name of ['channel', 'subject', 'means']) await click(`[name="${name}"] >> nth=0`);
    await page.fill('[name=note]', 'Demande les tarifs');
    await leads('form[action="/rpe/sollicitations"] button[type=submit]');
  });

  await page.goto(`${base}/commissions`);
  await counted('any family from any page', [2, 2], /Gauthier/, async ({ enter, leads }) => {
    await page.fill('#site-search', 'Gauthier');
    await enter();
    await leads('main a[href*="/rpe/demandes/"]');
  });
  await page.close();
}
