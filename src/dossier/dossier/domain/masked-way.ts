import type { ContactWay } from './contact-ways.js';

const ends = (text: string): string => (text.length > 2 ? `${text[0]}…${text.at(-1)}` : `${text[0] ?? ''}…`);

/**
 * The masked contact to which a link was sent: `l…a@exemple.fr`, `06 … 78`. Its owner recognises it, and nobody else
 * learns it. For a letter it is only the town.
 */
export function maskedWay({ channel, recipient }: ContactWay): string | null {
  if (recipient === '') return null;
  if (channel === 'letter') return recipient.split('\n').at(-1) ?? null;
  if (channel !== 'email') return `${recipient.slice(0, 2)} … ${recipient.slice(-2)}`;
  const at = recipient.lastIndexOf('@');
  return at < 1 ? '…' : `${ends(recipient.slice(0, at))}${recipient.slice(at)}`;
}
