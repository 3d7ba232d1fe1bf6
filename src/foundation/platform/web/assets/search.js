// The search by keyboard: Ctrl K from anywhere, and the key `/` outside of fields. A key of one sign can be turned off
// (WCAG 2.1.4): whoever dictates to the computer, or types by accident, would be taken away from the page.
const OFF = 'search-key-off';

/** What a browser keeps may be closed to pages. The key then works, and cannot be turned off. */
function kept() {
  try {
    return localStorage.getItem(OFF) === 'yes';
  } catch {
    return false;
  }
}

const isField = (element) => element.matches('input, select, textarea, [contenteditable]');

function wantsSearch({ key, ctrlKey, metaKey, altKey, target }) {
  if (key.toLowerCase() === 'k' && (ctrlKey || metaKey) && !altKey) return true;
  return key === '/' && !ctrlKey && !metaKey && !altKey && !kept() && !isField(target);
}

function showSwitch(part) {
  const button = part.querySelector('button');
  const say = () => {
    button.textContent = kept() ? part.dataset.on : part.dataset.off;
  };
  button.addEventListener('click', () => {
    try {
      localStorage.setItem(OFF, kept() ? 'no' : 'yes');
    } catch {
      return;
    }
    say();
  });
  say();
  part.hidden = false;
}

export function startSearch() {
  const input = document.querySelector('[data-search]');
  if (!input) return;
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || !wantsSearch(event)) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
  const part = document.querySelector('[data-search-keys]');
  if (part) showSwitch(part);
}
