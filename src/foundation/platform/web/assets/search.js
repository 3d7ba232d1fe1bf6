// The search by keyboard: Ctrl K from anywhere, and the key `/` outside of fields, unless the person turned it off on the
// page of results (WCAG 2.1.4): whoever dictates to the computer would be taken away from the page.
const isField = (element) => element.matches('input, select, textarea, [contenteditable]');

function wantsSearch({ key, ctrlKey, metaKey, altKey, target }, { dataset }) {
  if (key.toLowerCase() === 'k' && (ctrlKey || metaKey) && !altKey) return true;
  return key === '/' && dataset.search === 'slash' && !ctrlKey && !metaKey && !altKey && !isField(target);
}

export function startSearch() {
  const input = document.querySelector('[data-search]');
  if (!input) return;
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || !wantsSearch(event, input)) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}
