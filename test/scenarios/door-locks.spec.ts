import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { SessionSearches } from '../../src/territory/accounts/session-searches.js';
import { SessionStarts } from '../../src/territory/accounts/session-starts.js';
import { StaffAccount } from '../../src/territory/accounts/persistence/accounts.entities.js';
import { FamilyAccess } from '../../src/dossier/dossier/index.js';
import { Dossier } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { DraftLinks } from '../../src/dossier/dossier/intake/draft-links.js';
import { Drafts } from '../../src/dossier/dossier/intake/drafts.js';
import { FamilyLinks } from '../../src/dossier/dossier/messages/family-links.js';
import { AccessLink, Draft } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { UnitOfWork, type Tx } from '../../src/foundation/platform/database/index.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { DATABASES } from '../support/app.js';
import { hiddenValue } from '../support/browser.js';
import { atRest, meetAtOnce } from '../support/meeting.js';
import { OutboxWorld } from '../support/outbox.js';
import { ADULT, BORN, Parent } from '../support/parent.js';
import { sleep } from '../support/queue-world.js';
import { STAFF } from '../support/seed.js';

const BIRTH = '2026-03-11';

/** What two people do at a door within the same unit: each of these fails where one lock is taken out (PostgreSQL). */
describe.each(DATABASES)('two at one door (%s)', (kind) => {
  let world: OutboxWorld;
  beforeAll(async () => {
    world = await OutboxWorld.open(kind);
  });
  afterAll(() => world.close());
  const given = (dossierId: string): Promise<string> =>
    world.test.app.get(UnitOfWork).run((tx) => world.test.app.get(FamilyAccess).giveLink(tx, { dossierId }));
  const sessionsOf = async (dossierId: string): Promise<number> =>
    (
      await world.reader.sql('SELECT id FROM family_session WHERE dossier_id = :dossierId AND link_id IS NOT NULL', {
        dossierId,
      })
    ).length;

  it.each(['one', 'all'] as const)('a link that is closed (%s) while it opens leaves no session', async (which) => {
    const access = atRest(world.test.app, world.test.app.get(FamilyAccess));
    const links = world.test.app.get(FamilyLinks);
    for (let nth = 0; nth < 6; nth += 1) {
      const { dossierId } = await world.family();
      const secret = await given(dossierId);
      const [link] = await world.reader.find(AccessLink, { where: { dossierId, channel: 'counter' } });
      await Promise.all([
        access.openDossier(secret, BIRTH),
        sleep(nth * 6).then(() =>
          which === 'one' ? links.revokeLink(SYSTEM, dossierId, link!.id) : links.revokeAll(SYSTEM, dossierId),
        ),
      ]);
      expect(await sessionsOf(dossierId)).toBe(0);
    }
  });

  it('a draft that is sent twice is one dossier', async () => {
    const parent = new Parent(world.test.app);
    await parent.start();
    await parent.family({ ...ADULT, surname: 'Deuxenvois', email: 'deux.envois@exemple.fr', phone: '06 81 00 00 01' });
    await parent.child(1, { ...BORN, firstName: 'Ana', surname: 'Deuxenvois' });
    const shown = await parent.browser.get(`${parent.draft}/verifier`);
    expect(hiddenValue(shown.html, 'version')).not.toBe('');
    const draft = (await world.reader.findOne(Draft, { id: parent.draft.split('/')[2]! }))!;
    const before = await world.reader.count(Dossier);
    const send = (tx: Parameters<Drafts['sendDraft']>[0]) =>
      world.test.app.get(Drafts).sendDraft(tx, { kind: 'family', dossierId: null, draftId: draft.id }, draft, 'fr');
    const { ended } = await meetAtOnce(world.test.app, [send, send]);
    expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await world.reader.count(Dossier)).toBe(before + 1);
  });

  it('a link that is given and opened while its draft is sent opens nothing', async () => {
    const parent = new Parent(world.test.app);
    await parent.start();
    await parent.family({ ...ADULT, surname: 'Enpartance', email: 'en.partance@exemple.fr', phone: '06 81 00 00 02' });
    await parent.child(1, { ...BORN, firstName: 'Ana', surname: 'Enpartance' });
    const draft = (await world.reader.findOne(Draft, { id: parent.draft.split('/')[2]! }))!;
    const unit = world.test.app.get(UnitOfWork);
    const access = world.test.app.get(FamilyAccess);
    let closed = (): void => undefined;
    const beforeCommit = new Promise<void>((resolve) => (closed = resolve));
    const sent = unit.run(async (tx) => {
      const family = { kind: 'family', dossierId: null, draftId: draft.id } as const;
      await world.test.app.get(Drafts).sendDraft(tx, family, draft, 'fr');
      await access.closeDraft(tx, draft.id, null);
      closed();
      await sleep(300);
    });
    await beforeCommit;
    // On SQLite this waits for its turn, and on PostgreSQL for the draft.
    const secret = await unit.run((tx) => access.giveLink(tx, { draftId: draft.id }, 'screen'));
    const opened = await world.test.app.get(DraftLinks).openDraft(secret, null, false);
    await sent;
    expect(opened).toMatchObject({ ok: false, why: 'ended' });
  });

  /** What opens the session of somebody whose password and code were right. */
  const opensSession = (email: string) => async (tx: Tx) => {
    const account = (await tx.lock(StaffAccount, { email }))!;
    return world.test.app
      .get(SessionStarts)
      .openSession(tx, account, { network: '192.0.2.7', known: undefined, session: undefined, browser: '' });
  };

  it('an account that signs in many times at once keeps its five sessions', async () => {
    const { email } = STAFF['agent']!;
    const { ended } = await meetAtOnce(
      world.test.app,
      Array.from({ length: 8 }, () => opensSession(email)),
    );
    expect(ended.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 'fulfilled'));
    const rows = await world.reader.sql(
      'SELECT token_hash FROM staff_session WHERE account_id = (SELECT id FROM staff_account WHERE email = :email)',
      { email },
    );
    expect(rows).toHaveLength(5);
  });

  it('two names looked for at once are both kept', async () => {
    const searches = atRest(world.test.app, world.test.app.get(SessionSearches));
    const { email } = STAFF['colleague']!;
    const { secret } = await world.test.app.get(UnitOfWork).run(opensSession(email));
    const keys = await Promise.all(['Petit', 'Moreau'].map((name) => searches.keepSearch(secret, name)));
    expect(await Promise.all(keys.map((key) => searches.findSearch(secret, key)))).toEqual(['Petit', 'Moreau']);
  });
});
