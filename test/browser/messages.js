/** The messages of the demo, on its own page: found by whom they are for, their kind and the child that they name. */

/** @returns the messages on the page, the latest first: kind, address of their page, words */
async function messagesOn(page, base) {
  await page.goto(`${base}/demo`);
  return page
    .locator('main li[data-kind]')
    .evaluateAll((lines) =>
      lines.map((line) => ({
        kind: line.dataset.kind,
        href: line.querySelector('a').getAttribute('href'),
        words: line.innerText.replace(/\s+/g, ' '),
      })),
    );
}

/**
 * The page of the latest message of a kind to a family about its child.
 * @throws naming the messages that the family has, when there is none
 */
export async function findMessage(page, base, { email, name }, kind) {
  const own = (await messagesOn(page, base)).filter(({ words }) => words.includes(email));
  const found = own.find((message) => message.kind === kind && message.words.includes(name.split(' ')[0]));
  if (found) return found.href;
  const there = own.map((message) => `\n    ${message.kind}: ${message.words}`).join('') || ' none';
  throw new Error(`No message of the kind "${kind}" to ${email} about ${name}; there are:${there}`);
}

/** The moment that the clock of the demo shows, in UTC. */
export async function momentOf(base) {
  return /data-now="([^"]+)"/.exec(await (await fetch(`${base}/demo`)).text())[1];
}
