// Fields that follow from an answer show when that answer is chosen. Ours rather than the library's, which puts
// aria-expanded on radio buttons, where ARIA does not allow it.

/** @param {HTMLInputElement} input */
const follower = (input) => document.getElementById(input.dataset.ariaControls ?? '');

function showFollowers() {
  for (const input of document.querySelectorAll('input[data-aria-controls]')) {
    const kind = input.type === 'radio' ? 'radios' : 'checkboxes';
    follower(input)?.classList.toggle(`govuk-${kind}__conditional--hidden`, !input.checked);
  }
}

/** "None of these" unticks the others, and the others untick it. */
function keepExclusive(input) {
  if (input.type !== 'checkbox' || !input.checked) return;
  const exclusive = input.dataset.behaviour === 'exclusive';
  for (const other of input.closest('.govuk-checkboxes')?.querySelectorAll('input[type="checkbox"]') ?? []) {
    if (other !== input && (exclusive || other.dataset.behaviour === 'exclusive')) other.checked = false;
  }
}

export function startReveal() {
  document.addEventListener('change', (event) => {
    if (!(event.target instanceof HTMLInputElement)) return;
    keepExclusive(event.target);
    showFollowers();
  });
  // Browsers restore ticks after going back, without a change event.
  window.addEventListener('pageshow', showFollowers);
  showFollowers();
}
