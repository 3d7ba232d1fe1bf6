/**
 * Lists that bear work, in pixels and in presses: the first row of the inbox is near, a screen holds fourteen, a phone a
 * hundred in nine thousand pixels; the keys; and many like requests oriented and listed by a handful of clicks. Part of
 * test/browser/run.js, on a demo of its own, because it changes what is in it.
 */
import { actsWithinReach, counting } from './clicks.js';
import { signIn, startDemo } from './demo.js';

const ROW = 40;
/** Where the first row begins, counted from the top of the page. */
const FIRST_ROW = 300;
const ROWS_ON_A_SCREEN = 14;
const HUNDRED_ON_A_PHONE = 9000;
const MOST_CLICKS = 8;
const MOST_LOADS = 2;
/** As many as an agent has in a month with a commission. */
const LIKE_REQUESTS = 31;

/** Run in the page. */
const measured = () => {
  const rows = [...document.querySelectorAll('[data-row]')].map((row) => row.getBoundingClientRect());
  return {
    first: Math.round(rows[0].top),
    heights: rows.map(({ height }) => Math.round(height)),
    // To the end of the last row: what stands below it is of every page.
    end: rows.at(-1).bottom,
  };
};

async function heights({ check }, page, base) {
  const at = async (width, height, address) => {
    await page.setViewportSize({ width, height });
    await page.goto(base + address);
    return page.evaluate(measured);
  };
  for (const [width, height] of [
    [1366, 768],
    [1280, 900],
  ]) {
    const { first, heights: rows } = await at(width, height, '/rpe');
    const shown = Math.floor((height - first) / ROW);
    console.log(`inbox at ${width} × ${height}: the first row is at ${first} px, ${shown} rows are seen`);
    check(`inbox: the first row at ${width} px`, first <= FIRST_ROW ? [] : [`${first} px of ${FIRST_ROW}`]);
    const tall = rows.filter((one) => one > ROW);
    check(`inbox: rows of ${ROW} px at ${width} px`, tall.length === 0 ? [] : [`${tall.length} of ${tall.join(', ')}`]);
    if (height === 900)
      check('inbox: rows on a screen', shown >= ROWS_ON_A_SCREEN ? [] : [`${shown} of ${ROWS_ON_A_SCREEN}`]);
  }
  const phone = await at(390, 844, '/rpe');
  const hundred = Math.round(phone.first + (100 * (phone.end - phone.first)) / phone.heights.length);
  console.log(`inbox on a phone: a hundred rows end at ${hundred} px`);
  check('inbox: a hundred rows on a phone', hundred <= HUNDRED_ON_A_PHONE ? [] : [`they end at ${hundred} px`]);
}

/** The lists that bear work beside the inbox, of whom. Nothing more important stands above their rows. */
const LISTS = [
  ['creche.montceau@marelle.example', '/eaje/ma-71306/demandes', 'requests of a nursery'],
  ['creche.montceau@marelle.example', '/eaje/ma-71306/accueils', 'children of a nursery'],
  ['rpe@marelle.example', '/rpe/sollicitations', 'enquiries'],
  ['rpe@marelle.example', '/rpe/doublons', 'possible duplicates'],
  ['rpe@marelle.example', '/rpe/propositions?etat=ended', 'offers of a desk'],
  ['coordination@marelle.example', '/commissions/propositions?etat=ended', 'offers of all desks'],
  ['rpe@marelle.example', '/rapport/familles', 'families without a solution'],
  ['coordination@marelle.example', '/rapport/familles?statut=pending', 'families that wait, by codes'],
  ['rpe@marelle.example', '/assistantes-maternelles', 'childminders'],
  ['admin@marelle.example', '/administration', 'accounts'],
];

async function heightsOf({ check }, page, base, [, address, name]) {
  for (const [width, height] of [
    [1366, 768],
    [1280, 900],
    [390, 844],
  ]) {
    await page.setViewportSize({ width, height });
    await page.goto(base + address);
    const { first, heights: rows } = await page.evaluate(measured);
    const mean = rows.reduce((sum, one) => sum + one, 0) / rows.length;
    const hundred = Math.round(first + 100 * mean);
    console.log(`${name} at ${width} px: first row at ${Math.round(first)} px, a hundred rows end at ${hundred} px`);
    if (width === 390) {
      check(`${name}: a hundred rows on a phone`, hundred <= HUNDRED_ON_A_PHONE ? [] : [`they end at ${hundred} px`]);
      continue;
    }
    check(`${name}: the first row at ${width} px`, first <= FIRST_ROW ? [] : [`at ${Math.round(first)} px`]);
    const tall = rows.filter((one) => one > ROW);
    check(
      `${name}: rows of ${ROW} px at ${width} px`,
      tall.length === 0 ? [] : [`${tall.length} of ${tall.join(', ')}`],
    );
    const shown = Math.floor((height - first) / ROW);
    if (height === 900)
      check(`${name}: rows on a screen`, shown >= ROWS_ON_A_SCREEN ? [] : [`${shown} of ${ROWS_ON_A_SCREEN}`]);
  }
}

async function keys({ check }, page, base) {
  const is = (what, right) => check(`keys: ${what}`, right ? [] : ['it does not']);
  const inRow = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('[data-row]')].indexOf(document.activeElement.closest('[data-row]')),
    );
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${base}/rpe`);
  await page.focus('#text');
  await page.keyboard.press('ArrowDown');
  is('the arrow down leads from the search into the list', (await inRow()) === 0);
  for (const key of ['j', 'j', 'ArrowDown', 'k']) await page.keyboard.press(key);
  is('j and k go from row to row', (await inRow()) === 2);
  await page.keyboard.press('x');
  is('x chooses the row', (await page.locator('[data-row] input:checked').count()) === 1);
  is('how many are chosen is said', (await page.locator('[data-chosen]').innerText()) === 'Une cochée');
  await page.keyboard.press('?');
  is('? shows the keys', await page.locator('dialog[open]').isVisible());
  await page.keyboard.press('Escape');
  await page.fill('#text', 'jkx?');
  is('letters are typed where one types', (await page.inputValue('#text')) === 'jkx?');
}

async function orienting({ check }, context, base) {
  const page = await context.newPage();
  await page.setViewportSize({ width: 1366, height: 768 });
  const done = async () => {
    await page.waitForSelector('#next', { timeout: 60_000 });
    return page.locator('h1 + p').innerText();
  };
  // They are taken up before: that is not what is counted.
  await page.goto(`${base}/rpe?state=submitted&commune=71306`);
  await page.check('[name=all]');
  await Promise.all([page.waitForEvent('load'), page.click('[name=act][value=takeUp]')]);
  await Promise.all([page.waitForEvent('load'), page.click('#shown button')]);
  await done();

  await page.goto(`${base}/rpe?state=in_triage&commune=71306`);
  const { counts, click } = counting(page);
  await click('[name=all]');
  await Promise.all([page.waitForEvent('load'), click('[name=act][value=orient]')]);
  await Promise.all([page.waitForEvent('load'), click('#shown button')]);
  const said = await done();
  const oriented = Number(/^\d+/.exec(said)?.[0]);
  console.log(`oriented and listed: ${oriented} requests, ${counts.clicks} clicks, ${counts.loads} pages`);
  check('many requests are oriented and listed', oriented >= LIKE_REQUESTS ? [] : [said]);
  check('by few clicks', counts.clicks <= MOST_CLICKS ? [] : [`${counts.clicks} clicks`]);
  check('on few pages', counts.loads <= MOST_LOADS ? [] : [`${counts.loads} pages`]);
  await page.close();
}

export async function listsBearWork(pages, browser, settings) {
  const demo = await startDemo(settings);
  const context = await browser.newContext({ locale: 'fr-FR' });
  const others = await browser.newContext({ locale: 'fr-FR' });
  try {
    const page = await signIn(context, demo.base, 'rpe@marelle.example');
    await heights(pages, page, demo.base);
    await keys(pages, page, demo.base);
    await actsWithinReach(pages, context, demo.base);
    await orienting(pages, context, demo.base);
    for (const list of LISTS) {
      // Whoever is signed in would stay.
      await others.clearCookies();
      await heightsOf(pages, await signIn(others, demo.base, list[0]), demo.base, list);
    }
  } finally {
    await context.close();
    await others.close();
    demo.stop();
  }
}
