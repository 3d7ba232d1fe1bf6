// From case to case by keyboard: J goes to the next row, K to the one before. The keys work only while a control of a
// row has the focus (WCAG 2.1.4), and never in a field.
const ROWS = '[data-live-part] tr[id]';
const STEPS = { j: 1, k: -1 };

function move(event) {
  const step = STEPS[event.key.toLowerCase()];
  const row = event.target.closest?.(ROWS);
  if (!step || !row || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.matches('input, select, textarea')) return;
  const rows = [...document.querySelectorAll(ROWS)];
  const control = rows[rows.indexOf(row) + step]?.querySelector('button, a');
  if (!control) return;
  event.preventDefault();
  control.focus();
}

export function startRows() {
  document.addEventListener('keydown', move);
}
