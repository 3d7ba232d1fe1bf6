import { hash } from '@node-rs/argon2';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ensureAccount, SecondFactors } from '../../src/territory/accounts/index.js';
import { ensurePoint, type PointInput } from '../../src/first-desk/reception-points/index.js';
import { Clock } from '../../src/foundation/kernel/clock.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { Opening } from '../../src/foundation/platform/opening/index.js';
import { SYSTEM, type Grant } from '../../src/foundation/platform/security/index.js';
import { inventSupply, seedSupply, Supply } from '../../src/offer/supply/index.js';
import { Settings } from '../../src/foundation/platform/settings/index.js';
import { inventDesks, readTerritoryData, seedTerritory, Territory } from '../../src/territory/territory/index.js';
import { FACTOR_KEY } from './codes.js';

export const PASSWORD = 'une longue phrase de test';

/**
 * One sign-in per role and territory: `own` desk (RPE), `other` desk (Pouilloux), two directors. All share {@link
 * PASSWORD}.
 */
export const STAFF: Record<string, { email: string; name: string; grants: Grant[] }> = {
  agent: { email: 'agent@test.example', name: 'Agent du RPE', grants: [{ role: 'rpe_agent', deskId: 'rpe' }] },
  colleague: {
    email: 'collegue@test.example',
    name: 'Collègue du RPE',
    grants: [{ role: 'rpe_agent', deskId: 'rpe' }],
  },
  otherAgent: {
    email: 'pouilloux@test.example',
    name: 'Agent de Pouilloux',
    grants: [{ role: 'rpe_agent', deskId: 'mairie-pouilloux' }],
  },
  director: {
    email: 'directrice@test.example',
    name: 'Directrice de Montceau',
    grants: [{ role: 'eaje_director', establishmentId: 'ma-71306' }],
  },
  otherDirector: {
    email: 'blanzy@test.example',
    name: 'Directeur de Blanzy',
    grants: [{ role: 'eaje_director', establishmentId: 'ma-71040' }],
  },
  coordinator: { email: 'coordination@test.example', name: 'Coordinatrice', grants: [{ role: 'coordinator' }] },
  member: {
    email: 'elue@test.example',
    name: 'Élue de Montceau',
    grants: [{ role: 'commission_member', bodyId: 'montceau' }],
  },
  otherMember: {
    email: 'elu@test.example',
    name: 'Élu de Blanzy',
    grants: [{ role: 'commission_member', bodyId: 'intercommunale' }],
  },
  auditor: { email: 'audit@test.example', name: 'Auditrice', grants: [{ role: 'auditor' }] },
  door: {
    email: 'mairie@test.example',
    name: 'Accueil de la mairie',
    grants: [{ role: 'door', pointId: 'mairie-montceau' }],
  },
  otherDoor: {
    email: 'france-services@test.example',
    name: 'France Services de Blanzy',
    grants: [{ role: 'door', pointId: 'fs-blanzy' }],
  },
  administrator: { email: 'admin@test.example', name: 'Administrateur', grants: [{ role: 'administrator' }] },
};

/** The points d'accueil at which the doors of {@link STAFF} work. */
const POINTS: Readonly<Record<string, PointInput>> = {
  'mairie-montceau': { name: 'Mairie de Montceau', kind: 'town_hall', communeCodes: ['71306'] },
  'fs-blanzy': { name: 'France Services de Blanzy', kind: 'france_services', communeCodes: ['71040'] },
};

/** Hashed for a moment only, since a thousand tests sign in. What hashes must cost is tested where they are made. */
const QUICK = { memoryCost: 8, timeCost: 1, parallelism: 1 };
let passwordHash: string | undefined;

/** The real territory and supply, the contacts and childminders invented for the demonstration, a sign-in per role. */
export async function seedWorld(app: NestFastifyApplication, dataDir = 'data'): Promise<void> {
  passwordHash ??= await hash(PASSWORD, QUICK);
  const kept = passwordHash;
  const territory = readTerritoryData(dataDir);
  const at = app.get(Clock).now();
  await app.get(UnitOfWork).run(async (tx) => {
    await seedTerritory(tx, dataDir);
    await seedSupply(tx, dataDir, territory);
    await inventDesks(tx, dataDir);
    await inventSupply(tx, dataDir, territory);
    for (const [id, point] of Object.entries(POINTS)) await ensurePoint(tx, id, point, at);
    for (const account of Object.values(STAFF)) {
      const accountId = await ensureAccount(tx, { ...account, passwordHash: kept, at });
      await app.get(SecondFactors).ensureKnownKey(tx, accountId, FACTOR_KEY);
    }
  });
  await app.get(Settings).reload();
  await app.get(Territory).reload();
  await app.get(Supply).reload();
}

/** Opens the desk of a production process without what is missing: whoever deposits there is invented. */
export async function openDesk(app: NestFastifyApplication): Promise<void> {
  const { missing } = await app.get(Opening).readStanding();
  const kinds = [...new Set(missing.map(({ kind }) => kind))];
  await app.get(Opening).waive(SYSTEM, kinds, 'A test', 'every family is invented');
}
