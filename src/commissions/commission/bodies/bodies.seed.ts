import { IsNull } from 'typeorm';
import { findAccount } from '../../../territory/accounts/index.js';
import { newId, type Id } from '../../../foundation/kernel/ids.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import { findProvider, readSupplyData, type BodyData } from '../../../offer/supply/index.js';
import { findCommune, readInventedContacts } from '../../../territory/territory/index.js';
import { Body, BodyMember } from '../persistence/commission.entities.js';

/** Days between convocation and session, and to answer an offer: assumed, a setting of each body. */
const NOTICE_DAYS = 15;
const OFFER_DAYS = 10;

type MemberData = BodyData['members'][number];

const ROLE_LABELS: Record<MemberData['role'], string> = {
  chair: 'Présidence',
  director: 'Direction',
  elected: 'Élu petite enfance',
  rpe: 'Responsable du RPE',
  pmi: 'Puéricultrice de PMI',
};

/** The key of a person, which is the same in every body. It tells the platform that two bodies share a member. */
export function personKeyOf(member: MemberData, bodyId: Id): string {
  if (member.role === 'director') return `director:${member.of}`;
  if (member.role === 'elected') return `elected:${member.commune}`;
  return member.role === 'chair' ? `chair:${bodyId}` : member.role;
}

/** The member's label as convocations use it. The data file gives no names of people. */
async function labelOf(tx: Tx, member: MemberData): Promise<string> {
  if (member.label) return member.label;
  const provider = member.of ? await findProvider(tx, member.of) : null;
  const commune = member.commune ? await findCommune(tx, member.commune) : null;
  return [ROLE_LABELS[member.role], provider?.name ?? commune?.name].filter(Boolean).join(', ');
}

/**
 * Loads the bodies and their members, after the territory and the supply. Those that already exist keep the settings
 * that people gave them.
 * @param accountIdsByPersonKey accounts of members, by person key (`rpe`, `pmi`, `director:ma-71306`,
 * `chair:montceau`…)
 */
export async function seedBodies(
  tx: Tx,
  dataDir: string,
  accountIdsByPersonKey: Readonly<Record<string, Id>> = {},
): Promise<number> {
  const { bodies } = readSupplyData(dataDir);
  for (const data of bodies) {
    const isNew = await tx.insertIfAbsent(Body, {
      id: data.id,
      name: data.name,
      establishmentIds: data.establishments,
      noticeDays: NOTICE_DAYS,
      offerDays: OFFER_DAYS,
      reofferAllowed: true,
      rules: null,
      quorum: null,
      rooms: [],
      sitsInSchoolHolidays: false,
      debates: 'none',
      recurrence: null,
      version: 0,
    });
    if (!isNew) continue;
    for (const member of data.members) {
      const personKey = personKeyOf(member, data.id);
      const accountId = accountIdsByPersonKey[personKey] ?? null;
      const account = accountId ? await findAccount(tx, accountId) : null;
      await tx.insert(BodyMember, {
        id: newId(),
        bodyId: data.id,
        personKey,
        role: member.role,
        label: await labelOf(tx, member),
        email: account?.email ?? null,
        address: null,
        accountId,
        leftOn: null,
      });
    }
  }
  return bodies.length;
}

/** Gives each member whom nobody could write to an invented address, for the demonstration. */
export async function inventMembers(tx: Tx, dataDir: string): Promise<void> {
  const { address } = readInventedContacts(dataDir).members;
  await tx.update(BodyMember, { email: IsNull(), accountId: IsNull(), address: IsNull() }, { address });
}
