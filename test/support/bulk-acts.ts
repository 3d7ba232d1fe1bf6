import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DossierIntake } from '../../src/dossier/dossier/index.js';
import { RequestMoves } from '../../src/dossier/dossier/index.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import type { Browser } from './browser.js';
import { DESK } from './commission.js';
import { aChild, aForm, wishFor } from './forms.js';
import type { Page } from './page.js';

let families = 0;

/** Requests of as many families, alike but for their names, which wish for a nursery. @returns their ids */
export async function likeRequests(
  app: NestFastifyApplication,
  count: number,
  { taken = true, wish = 'ma-71306' }: { taken?: boolean; wish?: string } = {},
): Promise<string[]> {
  const ids: string[] = [];
  for (let made = 0; made < count; made += 1) {
    families += 1;
    const base = aForm();
    const word = [...String(families)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
    const contact = {
      surname: `Nombre${word}`,
      phone: `0711${String(families).padStart(6, '0')}`,
      email: `n${families}@exemple.fr`,
    };
    const form = aForm({
      adults: [{ ...base.adults[0]!, ...contact, situation: 'working' }],
      children: [aChild({ firstName: `Enfant${word}`, surname: contact.surname, wishes: [wishFor(wish)] })],
    });
    await app.get(UnitOfWork).run(async (tx) => {
      const { children } = await app
        .get(DossierIntake)
        .submitForm(tx, { kind: 'import', accountId: null }, form, { origin: 'counter' });
      const id = children[0]!.requestId;
      if (taken) await app.get(RequestMoves).move(tx, DESK, id, 'takeUp');
      ids.push(id);
    });
  }
  return ids;
}

/** Ticks rows of the inbox and presses an act of the bar. @returns the preview */
export async function previews(agent: Browser, act: string, chosen: readonly string[], list = '/rpe'): Promise<Page> {
  const page = await agent.opens(list);
  return agent.presses(page.form('/rpe/en-nombre').button(act), { chosen });
}
