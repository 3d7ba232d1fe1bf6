import type { AdultForm } from './dossier-form.js';

type Contacts = readonly Pick<AdultForm, 'email' | 'phone'>[];

const contactsOf = (adults: Contacts): string[] =>
  adults.flatMap(({ email, phone }) => [email?.toLowerCase() ?? null, phone]).filter((contact) => contact !== null);

/** Whether a family that left a contact left those of another one, and no other. */
export function leftOnlyContactsOf(adults: Contacts, others: Contacts): boolean {
  const known = new Set(contactsOf(others));
  const left = contactsOf(adults);
  return left.length > 0 && left.every((contact) => known.has(contact));
}
