// Long work shown as it goes on: the block is fetched again until it is gone. Then the page is loaded anew, or takes what
// the last answer holds, where the block says `data-progress-here`: nothing on such a page needs to be set up by script.
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
    if (!next) return answer.redirected || !('progressHere' in block.dataset) ? window.location.reload() : show(page);
    block.replaceChildren(...next.childNodes);
  }
}

/** @param {Document} page */
function show(page) {
  const main = document.querySelector('main');
  document.title = page.title;
  main.replaceChildren(...document.adoptNode(page.querySelector('main')).childNodes);
  main.focus({ preventScroll: true });
}

export function startProgress() {
  for (const block of document.querySelectorAll('[data-progress]')) void follow(block);
}
