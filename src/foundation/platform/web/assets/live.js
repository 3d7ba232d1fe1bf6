// A screen that follows a session: told of another version, it asks for its parts again and changes those that are not
// the same. Focus, open details and the places on the page and in its frames stay; what changed is said politely; while
// somebody types or chooses, nothing moves.
import { openCase, openRow } from './cases.js';

const AGAIN_MILLIS = 30_000;
/** Ten screens told at once do not all ask at once. */
const MOST_WAIT_MILLIS = 250;
const MOST_SAID = 3;

const FRAME = '.app-table-scroll';
const TYPED = 'input:not([type=hidden]), select, textarea';

/** What finds the same control in the part that takes the place of another. */
function pathTo(element) {
  const row = element.closest('[id]');
  if (!row) return null;
  const form = element.form?.getAttribute('action');
  const own = element.id
    ? `#${CSS.escape(element.id)}`
    : form
      ? `form[action="${CSS.escape(form)}"] button`
      : element.getAttribute('href')
        ? `a[href="${CSS.escape(element.getAttribute('href'))}"]`
        : FRAME;
  return { row: row.id, own };
}

const TO_DECIDE = '.app-table__row--action';

/** The next case to decide below a row. Once its own case is decided, the row stands elsewhere. */
const followingToDecide = (row) =>
  [...(row.parentElement?.querySelectorAll(TO_DECIDE) ?? [])].find(
    (other) => row.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING,
  );

/** @param {boolean} pressed by whoever looks at this screen */
function focusAgain(part, path, pressed) {
  if (!path) return;
  const row = document.getElementById(path.row) ?? part;
  // The button that was pressed is gone once its case is decided: the case that is open then takes over. What somebody
  // else decides puts nobody on the button of another case.
  const next =
    row.querySelector(path.own) ??
    (pressed ? openRow(part)?.querySelector('form button') : null) ??
    row.querySelector('summary, a') ??
    row.querySelector('button');
  next?.focus({ preventScroll: true });
}

/** The words of an element, a comma between those of its parts: side by side on the screen, they would be said as one. */
function wordsOf(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent.replace(/\s+/g, ' ').trim();
  return [...node.childNodes].map(wordsOf).filter(Boolean).join(', ');
}

const saidIn = (row) => wordsOf(row.querySelector('[data-live-said]') ?? row);

/** @returns what is said of the rows of a part that are not what they were */
function changes(part, fresh) {
  return [...fresh.querySelectorAll('[data-live-row]')].flatMap((row) => {
    const name = row.dataset.liveRow;
    const before = [...part.querySelectorAll('[data-live-row]')].find((one) => one.dataset.liveRow === name);
    return before && saidIn(before) !== saidIn(row) ? [`${name} : ${saidIn(row)}`] : [];
  });
}

/**
 * The case that stays open: the one that this person has open, whatever others decide, so that no press meets another
 * case than the one that was read. Who pressed goes on to the next to decide, or to the case taken back; who only reads
 * follows the session unless they opened another case than its own.
 * @returns its row's id; null where the fresh part already has the right one open
 */
function caseAfter(part, fresh, pressed) {
  const row = openRow(part);
  const now = row && fresh.querySelector(`#${CSS.escape(row.id)}`);
  if (!now) return null;
  if (!pressed) return part.querySelector('form') || !row.querySelector('[data-current]') ? row.id : null;
  const wasDecided = !row.matches(TO_DECIDE);
  if (wasDecided === !now.matches(TO_DECIDE)) return row.id;
  return wasDecided ? row.id : (followingToDecide(row)?.id ?? null);
}

function replace(part, fresh, pressed) {
  const focused = part.contains(document.activeElement) ? pathTo(document.activeElement) : null;
  const folds = 'details:not(.app-case)';
  const open = [...part.querySelectorAll(folds)].map((one) => one.open);
  const cases = caseAfter(part, fresh, pressed);
  const scrolled = [...part.querySelectorAll(FRAME)].map((one) => one.scrollLeft);
  part.replaceChildren(...document.adoptNode(fresh).childNodes);
  if (cases) openCase(document.getElementById(cases), false);
  [...part.querySelectorAll(folds)].forEach((one, index) => {
    one.open = open[index] ?? one.open;
  });
  [...part.querySelectorAll(FRAME)].forEach((one, index) => {
    one.scrollLeft = scrolled[index] ?? 0;
  });
  focusAgain(part, focused, pressed);
}

/** The first row in sight: it stays where it is on the screen whatever grows above it. */
const anchor = () =>
  [...document.querySelectorAll('[data-live-part] tr[id]')].find((row) => row.getBoundingClientRect().bottom > 0);

function swap(status, page, pressed = false) {
  const token = document.querySelector('input[name=_csrf]')?.value;
  for (const field of page.querySelectorAll('input[name=_csrf]')) field.setAttribute('value', token ?? field.value);
  const held = anchor();
  const [id, top] = held ? [held.id, held.getBoundingClientRect().top] : [null, 0];
  const said = [];
  for (const part of document.querySelectorAll('[data-live-part]')) {
    const fresh = page.getElementById(part.id);
    if (!fresh || part.isEqualNode(fresh)) continue;
    said.push(...changes(part, fresh));
    replace(part, fresh, pressed);
  }
  const now = id && document.getElementById(id);
  if (now) window.scrollBy(0, now.getBoundingClientRect().top - top);
  if (pressed) document.activeElement?.scrollIntoView({ block: 'nearest' });
  status.dataset.liveVersion = page.querySelector('[data-live-at]')?.dataset.liveAt ?? status.dataset.liveVersion;
  const announce = document.querySelector('[data-live-announce]');
  if (announce)
    announce.textContent = said.length > MOST_SAID ? status.dataset.many : said.join('. ') || status.dataset.updated;
}

const parsed = (text) => new DOMParser().parseFromString(text, 'text/html');

/** The pieces of a text: those that are sent, and runs `[from, count]` of those held. */
const joined = (held, pieces) =>
  pieces.flatMap((piece) => (typeof piece === 'string' ? [piece] : held.slice(piece[0], piece[0] + piece[1])));

class Screen {
  /** @param {HTMLElement} status */
  constructor(status) {
    this.status = status;
    this.wanted = 0;
    this.asking = false;
    this.pressing = false;
    /** What was sent last: the next answer holds only what is new since. */
    this.held = { name: '', pieces: [] };
    document.addEventListener('submit', (event) => this.press(event));
    document.addEventListener('focusout', () => setTimeout(() => this.catchUp()));
    this.listen();
  }

  say(text) {
    this.status.hidden = false;
    if (this.status.textContent !== text) this.status.textContent = text;
  }

  listen() {
    const stream = new EventSource(this.status.dataset.live);
    stream.addEventListener('open', () => this.say(this.status.dataset.on));
    stream.addEventListener('message', ({ data }) => {
      this.wanted = Math.max(this.wanted, Number(data));
      setTimeout(() => this.catchUp(), Math.random() * MOST_WAIT_MILLIS);
    });
    stream.addEventListener('error', () => {
      if (stream.readyState !== EventSource.CLOSED) return;
      this.say(this.status.dataset.off);
      setTimeout(() => this.listen(), AGAIN_MILLIS);
    });
  }

  get behind() {
    return this.wanted > Number(this.status.dataset.liveVersion);
  }

  async catchUp() {
    // What was pressed brings the screen as it then is.
    if (!this.behind || this.asking || this.pressing) return;
    if (document.activeElement?.matches(TYPED)) return this.say(this.status.dataset.wait);
    this.asking = true;
    try {
      const address = new URL(this.status.dataset.liveParts, window.location.href);
      address.searchParams.set('depuis', this.held.name);
      const answer = await fetch(address, { headers: { accept: 'application/json' } });
      // Closed meanwhile, or no longer ours to see: the page itself says it.
      if (!answer.ok || answer.redirected) return window.location.reload();
      const { name, pieces } = await answer.json();
      this.held = { name, pieces: joined(this.held.pieces, pieces) };
      swap(this.status, parsed(this.held.pieces.join('')));
      this.say(this.status.dataset.on);
    } catch {
      this.say(this.status.dataset.off);
    } finally {
      this.asking = false;
    }
    if (this.behind) setTimeout(() => this.catchUp(), MOST_WAIT_MILLIS);
  }

  /** A button of a case: its answer is the screen again, without leaving it. */
  async press(event) {
    const form = event.target;
    if (!form.matches('[data-live-form]') || event.defaultPrevented) return;
    event.preventDefault();
    // Pressed twice, it is sent once.
    if (this.pressing) return;
    this.pressing = true;
    const answer = await fetch(form.action, {
      method: 'POST',
      body: new URLSearchParams(new FormData(form)),
      headers: { accept: 'text/html' },
    }).catch(() => null);
    this.pressing = false;
    if (!answer) return form.submit();
    const page = parsed(await answer.text());
    if (!page.querySelector('[data-live]'))
      return window.location.assign(answer.redirected ? answer.url : window.location.href);
    swap(this.status, page, true);
    this.catchUp();
  }
}

export function startLive() {
  const status = document.querySelector('[data-live]');
  if (status && 'EventSource' in window) new Screen(status);
}
