// The screen of a session by keyboard: J opens the next case and K the one before, A follows the proposal of the case that
// is open, E leads to the page that keeps it waiting, ? shows the keys. They need no focus, unless the person turned lone
// keys off (WCAG 2.1.4): then a case has to have it. None acts in a field, with another key, or by being held down.
const FIELD = 'input:not([type=hidden]), select, textarea, [contenteditable]';
const STEPS = { j: 1, k: -1 };

const rows = () => [...document.querySelectorAll('#live-cases tr[id]')];

export const openRow = (part = document) => part.querySelector('details.app-case[open]')?.closest('tr') ?? null;

/** Opens a case, which closes the one that was open, and stands on what decides it. */
export function openCase(row, focus = true) {
  // Browsers that do not know `name` on details would leave the other one open.
  for (const other of document.querySelectorAll('details.app-case[open]')) if (!row.contains(other)) other.open = false;
  const details = row.querySelector('details.app-case');
  details.open = true;
  if (!focus) return;
  (details.querySelector('form button') ?? details.querySelector('summary')).focus({ preventScroll: true });
  row.scrollIntoView({ block: 'nearest' });
}

function move(step) {
  const all = rows();
  const from = document.activeElement?.closest('#live-cases tr[id]') ?? openRow();
  const next = from ? all[all.indexOf(from) + step] : all[0];
  if (next) openCase(next);
}

function press(event, keys) {
  const { target, key } = event;
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
  if (target.closest?.(FIELD) || document.querySelector('dialog[open]')) return;
  if (keys.dataset.caseKeys !== 'anywhere' && !target.closest?.('#live-cases tr')) return;
  const name = key.toLowerCase();
  if (key === '?') keys.showModal();
  else if (STEPS[name]) move(STEPS[name]);
  else {
    const control = /^[a-z]$/.test(name) && openRow()?.querySelector(`[data-key="${name}"]`);
    if (!control) return;
    control.click();
  }
  event.preventDefault();
}

export function startCases() {
  const keys = document.querySelector('[data-case-keys]');
  if (keys) document.addEventListener('keydown', (event) => press(event, keys));
}
