// From row to row by keyboard: J and the arrow down go to the next one, K and the arrow up to the one before, X chooses
// it, ? shows the keys. They work only while a control of a row has the focus (WCAG 2.1.4), and never where one types.
const ROWS = '[data-row]';
const STEPS = { j: 1, arrowdown: 1, k: -1, arrowup: -1 };
const TYPED = 'input:not([type=checkbox]), select, textarea';

const boxIn = (row) => row.querySelector('input[type=checkbox]');

function press(event) {
  const row = event.target.closest?.(ROWS);
  if (!row || event.ctrlKey || event.altKey || event.metaKey || event.target.matches(TYPED)) return;
  const key = event.key.toLowerCase();
  if (key === 'x' && boxIn(row)) boxIn(row).click();
  else if (key === '?' && showKeys()) event.preventDefault();
  else if (STEPS[key]) move(event, row, STEPS[key]);
}

function move(event, row, step) {
  const rows = [...document.querySelectorAll(ROWS)];
  const ahead = step > 0 ? rows.slice(rows.indexOf(row) + 1) : rows.slice(0, rows.indexOf(row)).reverse();
  // A row that leads nowhere is passed over.
  const control = ahead.map((one) => one.querySelector('button, a')).find(Boolean);
  if (!control) return;
  event.preventDefault();
  control.focus();
}

function showKeys() {
  const keys = document.querySelector('[data-keys]');
  keys?.showModal();
  return keys !== null;
}

/** How many rows are chosen is said as boxes are ticked: `data-chosen` holds the sentences, by number. */
function count() {
  const said = document.querySelector('[data-chosen]');
  if (!said) return;
  const ticked = document.querySelectorAll('[data-row] input[type=checkbox]:checked').length;
  const { none, one, many } = said.dataset;
  said.textContent = ticked === 0 ? none : ticked === 1 ? one : many.replace('#', ticked);
}

/** From the field of the search, the arrow down leads into the list. */
function enter(event) {
  if (event.key !== 'ArrowDown') return;
  const first = document.querySelector('[data-row] a');
  if (!first) return;
  event.preventDefault();
  first.focus();
}

export function startRows() {
  document.addEventListener('keydown', press);
  document.addEventListener('change', count);
  document.querySelector('[data-leads-to-list] input[type=text]')?.addEventListener('keydown', enter);
  // The boxes that a browser kept ticked when one came back.
  window.addEventListener('pageshow', count);
}
