// A note that was begun survives another form or a link of its page: kept in this tab until its form is shown again,
// or until a page of another subject is. Without script, the page says to send the note first.
const KEY = 'marelle-beside';
const fieldsOf = (form) => [...form.querySelectorAll('textarea, input:not([type=hidden])')];
/** A subject is an address, `/rpe/demandes/<id>`, to which the pages below it belong. */
const isWithin = (subject) => `${window.location.pathname}/`.startsWith(`${subject}/`);

function keep(form) {
  const typed = fieldsOf(form).map(({ name, value }) => [name, value]);
  if (typed.some(([, value]) => value !== ''))
    sessionStorage.setItem(KEY, JSON.stringify({ subject: form.dataset.beside, typed }));
}

function putBack(form) {
  const kept = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  if (kept === null) return;
  const { subject, typed } = JSON.parse(kept);
  if (form?.dataset.beside === subject) {
    // What the server shows again was typed later.
    for (const field of fieldsOf(form)) field.value ||= new Map(typed).get(field.name) ?? '';
  } else if (isWithin(subject)) sessionStorage.setItem(KEY, kept);
}

export function startBeside() {
  const form = document.querySelector('form[data-beside]');
  putBack(form);
  if (!form) return;
  let isSent = false;
  form.addEventListener('submit', () => (isSent = true));
  window.addEventListener('pagehide', () => isSent || keep(form));
  window.addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    isSent = false;
    sessionStorage.removeItem(KEY);
  });
}
