// What was typed survives a change of language: kept in this tab for one page load, put back in the same fields,
// forgotten.
const KEY = 'marelle-typed';
const NOT_KEPT = new Set(['hidden', 'password', 'file', 'submit', 'button']);

const fields = () => [...document.querySelectorAll('main form [name]')].filter((field) => !NOT_KEPT.has(field.type));
const isTick = (field) => field.type === 'checkbox' || field.type === 'radio';

function keep() {
  const typed = fields().map((field) => [field.name, field.value, isTick(field) ? field.checked : null]);
  sessionStorage.setItem(KEY, JSON.stringify({ path: window.location.pathname, typed }));
}

function putBack() {
  const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
  sessionStorage.removeItem(KEY);
  // From the answer to a form one comes back to the page that holds it: above it, with fields of the same names.
  if (!kept || !`${kept.path}/`.startsWith(`${window.location.pathname.replace(/\/$/, '')}/`)) return;
  const here = fields();
  for (const [name, value, ticked] of kept.typed) {
    const field = here.find((one) => one.name === name && (isTick(one) ? one.value === value : true));
    if (field && isTick(field)) field.checked = ticked;
    else if (field) field.value = value;
  }
}

export function startLanguage() {
  for (const link of document.querySelectorAll('.app-languages a')) link.addEventListener('click', keep);
  putBack();
}
