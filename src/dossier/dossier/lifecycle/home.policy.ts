import type { Actor } from '../../../foundation/platform/security/index.js';
import type { AdultForm, DossierForm } from '../domain/dossier-form.js';
import type { RecordedFact } from '../domain/known-facts.js';
import { describedByOther, isOfAnotherHome, liveApart, mayReadContact, withoutContact } from '../domain/homes.js';
import type { Adult, Dossier } from '../persistence/dossier.entities.js';

/** A family whose adults may live in two homes: its row, or what was read of it. */
export type HomesOf = Pick<Dossier, 'apart' | 'household'>;

/** Whether no adult of a family reads where another lives. Written down when it was last answered, and judged as it stands. */
export const isApart = ({ apart, household }: HomesOf, adults: readonly Pick<Adult, 'details'>[]): boolean =>
  apart || liveApart({ adults: adults.map(({ details }) => details), household });

/** The adult of a family as whom somebody reads; null for a key that was given to no adult in particular. */
export const adultOf = (actor: Actor): number | null => (actor.kind === 'family' ? (actor.adult ?? null) : null);

/** Whether an actor may read where the adult of a rank lives, and how it is reached: a family reads its own home. */
export const maySeeContact = (actor: Actor, apart: boolean, rank: number): boolean =>
  actor.kind !== 'family' || mayReadContact(apart, adultOf(actor), rank);

/** The adults of a family as an actor may read them: those of another home without their street, telephone and mail. */
export function adultsSeenBy(actor: Actor, dossier: HomesOf, adults: readonly Adult[]): Adult[] {
  const apart = isApart(dossier, adults);
  return adults.map((adult) =>
    maySeeContact(actor, apart, adult.rank)
      ? adult
      : { ...adult, phone: null, email: null, details: withoutContact(adult.details) },
  );
}

/** The answers of a family as one of its adults reads and changes them. */
export const formOfReader = (actor: Actor, apart: boolean, form: DossierForm): DossierForm => ({
  ...form,
  adults: form.adults.map((adult, index) => (maySeeContact(actor, apart, index + 1) ? adult : withoutContact(adult))),
});

/** The adults that an actor writes: who another home is and how it is reached stay as that home said. */
export const adultsWrittenBy = (
  actor: Actor,
  apart: boolean,
  held: readonly AdultForm[],
  said: readonly AdultForm[],
): AdultForm[] =>
  said.map((adult, index) => {
    const known = held[index];
    return known === undefined || maySeeContact(actor, apart, index + 1) ? adult : describedByOther(known, adult);
  });

/** A form that was sent, as an actor may read it: of two homes without any address, because ranks may be other ones by now. */
export const formSeenBy = (actor: Actor, apart: boolean, form: DossierForm): DossierForm =>
  actor.kind === 'family' && apart ? { ...form, adults: form.adults.map(withoutContact) } : form;

/** What was recorded of a family, as an actor may read it: of another home, neither the person nor where it lives. */
export function factsSeenBy<Record extends Pick<RecordedFact, 'kind' | 'part' | 'value'>>(
  actor: Actor,
  apart: boolean,
  records: readonly Record[],
): Record[] {
  const isOfHome = ({ kind }: Record): boolean => kind === 'person' || kind === 'residence' || kind === 'adult';
  // Somebody else may have had this rank before it was taken back.
  const since = (part: string): number =>
    records.findLastIndex((record) => isOfHome(record) && record.part === part && record.value === null);
  return records.filter(
    (record, index) =>
      !isOfHome(record) ||
      (maySeeContact(actor, apart, Number(record.part)) &&
        (!apart || actor.kind !== 'family' || index > since(record.part))),
  );
}

/** Whether an actor may read, take or leave a proposed answer: how another home is reached is that home's to say. */
export const mayDecideField = (actor: Actor, apart: boolean, field: string): boolean =>
  actor.kind !== 'family' || !isOfAnotherHome(field, apart, adultOf(actor));
