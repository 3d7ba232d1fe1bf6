// Says five minutes before that the session ends, and offers to stay. Without script, pages tell when it ends, and what
// is sent too late is kept all the same.
const WARN_MILLIS = 5 * 60_000;
const LOOK_MILLIS = 5000;
/** That one stays is said for this long. */
const STAYED_MILLIS = 60_000;
/** A region that was hidden is read out only once it has been shown for a moment. */
const SHOWN_MILLIS = 200;

export function startSession() {
  const box = document.querySelector('[data-session]');
  if (!box) return;
  const { said, form } = { said: box.querySelector('[role=status]'), form: box.querySelector('form') };
  const later = (seconds) => Date.now() + Number(seconds) * 1000;
  let [end, most] = [later(box.dataset.session), later(box.dataset.sessionMost)];
  let [shown, stayedUntil] = ['', 0];

  const tell = (what) => {
    if (what === shown) return;
    shown = what;
    box.hidden = what === '';
    form.hidden = what !== 'soon';
    if (what !== '') setTimeout(() => (said.textContent = box.dataset[what]), SHOWN_MILLIS);
  };
  // Looked at again and again, since a computer that sleeps forgets how long it waits.
  const look = () => {
    const now = Date.now();
    if (now >= end) tell('over');
    else if (now < end - WARN_MILLIS) tell(now < stayedUntil ? 'stayed' : '');
    else tell(most > end ? 'soon' : 'last');
  };

  // Whoever goes on in another tab of the same person has used the session.
  const tabs = new BroadcastChannel(`marelle-session-${form.action}`);
  tabs.onmessage = ({ data }) => {
    if (data > end) end = data;
    look();
  };
  tabs.postMessage(end);

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) }).catch(
      () => null,
    );
    // Out of reach for a moment: the button stays, and may be pressed again.
    if (answer === null) return;
    if (answer.headers.get('content-type')?.startsWith('application/json') && answer.ok) {
      const { left, most: atMost } = await answer.json();
      [end, most] = [later(left), later(atMost)];
      tabs.postMessage(end);
      stayedUntil = Date.now() + STAYED_MILLIS;
      look();
      document.getElementById('main-content')?.focus();
    } else {
      end = Date.now();
      look();
    }
  });
  setInterval(look, LOOK_MILLIS);
  look();
}
