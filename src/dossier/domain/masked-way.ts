import type { ContactWay } from './contact-ways.js';

const ends = (text: string): string => (text.length > 2 ? `${text[0]}…${text.at(-1)}` : `${text[0] ?? ''}…`);

/**
 * Where a link was sent, so that its owner knows the place and nobody else learns it: `l…a@exemple.fr`, `06 … 78`. A
 * letter has only its town: the envelope says the rest.
 */
export function maskedWay({ channel, recipient }: ContactWay): string | null {
  if (recipient === '') return null;
  if (channel === 'letter') return recipient.split('\n').at(-1) ?? null;
  if (channel !== 'email') return `${recipient.slice(0, 2)} … ${recipient.slice(-2)}`;
  const at = recipient.lastIndexOf('@');
  return at < 1 ? '…' : `${ends(recipient.slice(0, at))}${recipient.slice(at)}`;
}
