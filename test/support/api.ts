import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiClientAccounts } from '../../src/territory/accounts/index.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { inLetters } from './letters.js';

/** A complete deposit. Each number makes another family. */
export function depositBody(seed = 0): Record<string, unknown> {
  const hours = { start: '08:00', end: '17:30' };
  return {
    adults: [
      {
        firstName: 'Laura',
        surname: `Ferreira${inLetters(seed)}`,
        phone: `06${String(10_000_000 + seed).padStart(8, '0')}`,
        email: `laura.${seed}@exemple.fr`,
        addressLine: '3 rue des Écoles',
        postalCode: '71300',
        communeCode: '71306',
        parentalAuthority: true,
        preferredChannel: 'email',
        situation: 'working',
      },
    ],
    household: { loneParent: true, dependentChildren: 1, regime: 'caf' },
    children: [
      {
        firstName: `Alba${inLetters(seed)}`,
        surname: `Ferreira${inLetters(seed)}`,
        birthDate: '2026-03-11',
        need: { kind: 'regular', wantedFrom: '2027-03-01', week: { mon: hours, tue: hours, thu: hours } },
        wishes: [
          { mode: 'establishment', providerId: 'ma-71306' },
          { mode: 'establishment', providerId: 'ma-71040' },
        ],
      },
    ],
    consents: { shareWithProviders: true, reminders: true },
  };
}

export async function newClient(app: NestFastifyApplication, name = 'Portail de test'): Promise<string> {
  return app.get(ApiClientAccounts).createClient(SYSTEM, name);
}

export function deposit(app: Pick<NestFastifyApplication, 'inject'>, token: string, key: string, body: unknown) {
  return app.inject({
    method: 'POST',
    url: '/api/v1/dossiers',
    payload: JSON.stringify(body),
    headers: { authorization: `Bearer ${token}`, 'idempotency-key': key, 'content-type': 'application/json' },
  });
}
