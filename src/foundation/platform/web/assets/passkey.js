// A passkey is made, or answers in place of a code: the browser asks the person, and the form carries what it says. The
// form is hidden until then, since without script, or in a browser that knows no passkeys, it could only fail.

const bytesOf = (text) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
const textOf = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
const withBytes = (credentials = []) =>
  credentials.map((credential) => ({ ...credential, id: bytesOf(credential.id) }));

/** What each kind of form asks of the browser, and what its fields then hold. */
const ASKED = {
  async get(options) {
    const { rawId, response } = await navigator.credentials.get({
      publicKey: {
        ...options,
        challenge: bytesOf(options.challenge),
        allowCredentials: withBytes(options.allowCredentials),
      },
    });
    return {
      credential: textOf(rawId),
      clientData: textOf(response.clientDataJSON),
      authenticatorData: textOf(response.authenticatorData),
      signature: textOf(response.signature),
    };
  },
  async create(options) {
    const { rawId, response } = await navigator.credentials.create({
      publicKey: {
        ...options,
        challenge: bytesOf(options.challenge),
        user: { ...options.user, id: bytesOf(options.user.id) },
        excludeCredentials: withBytes(options.excludeCredentials),
      },
    });
    return {
      credential: textOf(rawId),
      clientData: textOf(response.clientDataJSON),
      attestation: textOf(response.attestationObject),
      transports: (response.getTransports?.() ?? []).join(' '),
    };
  },
};

/** @param {HTMLFormElement} form */
function startForm(form) {
  const failed = form.querySelector('[data-passkey-failed]');
  let asking = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (asking) return;
    asking = true;
    failed.hidden = true;
    try {
      const parts = await ASKED[form.dataset.passkey](JSON.parse(form.dataset.options));
      for (const [name, value] of Object.entries(parts)) form.elements[name].value = value;
      form.submit();
    } catch {
      // Refused, cancelled, or too late: browsers do not say which, so that a page learns nothing about the person.
      failed.hidden = false;
    } finally {
      asking = false;
    }
  });
  form.hidden = false;
}

export function startPasskey() {
  if (!window.PublicKeyCredential) return;
  for (const form of document.querySelectorAll('form[data-passkey]')) startForm(form);
  for (const told of document.querySelectorAll('[data-passkey-missing]')) told.hidden = true;
}
