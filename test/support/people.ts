import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FamilyAccess } from '../../src/dossier/dossier/index.js';
import type { Day } from '../../src/foundation/kernel/time.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { Browser } from './browser.js';
import { dayFields } from './page.js';
import { PASSWORD, STAFF } from './seed.js';

/** A new browser of somebody of the staff, who has just signed in. @param name a key of {@link STAFF} */
export async function signedIn(app: NestFastifyApplication, name: string): Promise<Browser> {
  const browser = new Browser(app);
  await browser.signIn(STAFF[name]!.email, PASSWORD);
  return browser;
}

/** A new browser of a family that has opened its dossier by a new link and the birth date of its child. */
export async function familyOf(
  app: NestFastifyApplication,
  { dossierId }: { readonly dossierId: string },
  birthDate: Day,
  language = 'fr',
): Promise<Browser> {
  const secret = await app.get(UnitOfWork).run((tx) => app.get(FamilyAccess).giveLink(tx, { dossierId }));
  const browser = new Browser(app, language);
  await browser.get(`/suivre/${secret}`);
  await browser.post(`/suivre/${secret}`, dayFields('date', birthDate));
  return browser;
}
