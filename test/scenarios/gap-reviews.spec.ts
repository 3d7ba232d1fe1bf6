import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Queue } from '../../src/foundation/platform/queue/index.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { jobType } from '../../src/foundation/kernel/job-type.js';
import { instantAt } from '../../src/foundation/kernel/time.js';
import { DATABASES } from '../support/app.js';
import { requestOf, runDueJobs } from '../support/kept.js';
import { signedIn } from '../support/people.js';
import { PlacementWorld } from '../support/placement-world.js';

const NIGHTLY = jobType('dossier.gaps');

describe.each(DATABASES)('what a request lacks, though nobody has written to it (%s)', (kind) => {
  let world: PlacementWorld;
  beforeAll(async () => {
    world = await PlacementWorld.open(kind, '2026-11-25T09:00:00.000Z');
  });
  afterAll(() => world.close());

  const theNightComes = async (): Promise<void> => {
    await world.run((tx) => world.app.get(Queue).plan(tx, NIGHTLY, {}, { key: NIGHTLY }));
    await runDueJobs(world.app);
  };

  it('is asked for by a rule that was not there when it was written', async () => {
    const { requestId } = await world.oriented();
    const { gaps: known, version } = await requestOf(world.app, requestId);
    // As a process before that rule left it, and as one with a rule that is no more.
    await world.run((tx) => tx.update(ChildRequest, { id: requestId }, { gaps: ['need.kind'] }));
    await theNightComes();
    expect(await requestOf(world.app, requestId)).toMatchObject({ gaps: known, version });
  });

  it('is the first name, once the due date has passed; who types meanwhile is not refused', async () => {
    const { requestId } = await world.oriented({ firstName: null, birthDate: null, dueDate: '2026-12-10' });
    expect((await requestOf(world.app, requestId)).gaps).not.toContain('child.firstName');
    world.clock.travelTo(instantAt('2026-12-11', '09:00'));
    const agent = await signedIn(world.app, 'agent');
    const page = await agent.opens(`/rpe/demandes/${requestId}/repondre/foyer`);
    await theNightComes();
    expect((await agent.opens(`/rpe/demandes/${requestId}`)).text).toContain('Le prénom');
    const saved = await agent.presses(page.button('Enregistrer'), {
      regime: 'msa',
      toldBy: 'adult1',
      knownBy: 'phone',
    });
    expect(saved.status).toBe(200);
  });

  it('is looked at again for open requests, and not for closed ones', async () => {
    const [open, closed] = [await world.oriented(), await world.oriented()];
    for (const { requestId } of [open, closed])
      await world.run((tx) => tx.update(ChildRequest, { id: requestId }, { gaps: ['need.kind'] }));
    await world.run((tx) => tx.update(ChildRequest, { id: closed.requestId }, { state: 'withdrawn' }));
    await theNightComes();
    expect((await requestOf(world.app, open.requestId)).gaps).not.toContain('need.kind');
    expect((await requestOf(world.app, closed.requestId)).gaps).toEqual(['need.kind']);
  });
});
