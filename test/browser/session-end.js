/** The end of a session, as a page says it by script (RGAA 13.1, 7.5): told once, politely, with a way to stay. */

const WIDTHS = [320, 390, 1280];

/** Run in the page. @returns what the foot of the window says, and whether its button shows */
function told() {
  const box = document.querySelector('[data-session]');
  return {
    shown: !box.hidden,
    said: box.querySelector('[role=status]').textContent,
    stays: box.querySelector('button').checkVisibility(),
  };
}

/** Run in the page. @returns whether the last control above the box is out of its way once it has the focus */
function lastControlShows() {
  const box = document.querySelector('[data-session]');
  const control = [...document.querySelectorAll('main a, main button, main input')].at(-1);
  control.focus();
  const { bottom } = control.getBoundingClientRect();
  return bottom <= box.getBoundingClientRect().top + 1;
}

/**
 * @param {{ check: Function, examine: Function }} examiner
 * @param {import('playwright-core').BrowserContext} context of somebody who is signed in
 * @param {string} base address of the demo, whose sessions end two hours after their last use
 * @param {string} [shots] folder for a picture of the warning
 */
export async function sessionEnds({ check, examine }, context, base, shots) {
  const page = await context.newPage();
  await page.clock.install();
  await page.goto(`${base}/rpe/sollicitations/noter`);
  // A last use is noted every few minutes only: the session ends a little before two hours from now.
  const left = await page.$eval('[data-session]', (box) => Number(box.dataset.session));
  const at = async (seconds) => {
    await page.clock.fastForward(seconds * 1000);
    await page.waitForTimeout(100);
    await page.clock.runFor(500);
    return page.evaluate(told);
  };
  const says = (moment, { shown, said, stays }, wanted) =>
    check(
      `the end of a session: ${moment}`,
      shown === wanted.shown && wanted.said.test(said) && stays === wanted.stays
        ? []
        : [JSON.stringify({ shown, said, stays })],
    );

  says('nothing is said at first', await at(left - 10 * 60), { shown: false, said: /^$/, stays: false });
  await page.fill('#note', 'Elle rappellera jeudi');
  says('told before', await at(6 * 60), { shown: true, said: /moins de cinq minutes/, stays: true });
  check(
    'the end of a session: what has the focus shows',
    (await page.evaluate(lastControlShows)) ? [] : ['it is covered'],
  );
  await examine(page, 'rpe end of session', 200);
  if (shots)
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 700 });
      await page.screenshot({ path: `${shots}/end-of-session-${width}.png` });
    }
  const staying = page.waitForResponse((answer) => answer.request().method() === 'POST');
  await page.click('[data-session] button');
  const stays = await (await staying).json();
  await page.waitForFunction(() => document.activeElement?.id === 'main-content');
  says('told that one stays', await at(1), { shown: true, said: /Vous restez connecté/, stays: false });
  const typed = await page.inputValue('#note');
  check('the end of a session: what was typed stays', typed === 'Elle rappellera jeudi' ? [] : [typed]);
  says('said no longer', await at(2 * 60), { shown: false, said: /./, stays: false });
  says('told again later', await at(stays.left - 6 * 60), { shown: true, said: /moins de cinq minutes/, stays: true });
  says('told that it is over', await at(10 * 60), { shown: true, said: /session est terminée/, stays: false });
  await page.close();
}
