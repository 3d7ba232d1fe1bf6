// Long work shown as it goes on: the block is fetched again until it is gone, then the page is loaded anew.
const PAUSE_MILLIS = 1500;

/** @param {HTMLElement} block */
async function follow(block) {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLIS));
    const answer = await fetch(block.dataset.progress, { headers: { accept: 'text/html' } }).catch(() => null);
    // Out of reach for a moment, or signed out: the link of the page is still there.
    if (!answer?.ok) continue;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const next = page.querySelector('[data-progress]');
    if (!next) return window.location.reload();
    block.replaceChildren(...next.childNodes);
  }
}

export function startProgress() {
  for (const block of document.querySelectorAll('[data-progress]')) void follow(block);
}
