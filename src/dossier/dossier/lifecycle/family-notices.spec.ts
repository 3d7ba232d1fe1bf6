import { describe, expect, it } from '../../../../test/support/runner.js';
import { SYSTEM } from '../../../foundation/platform/security/index.js';
import { FamilyNotices, type FamilyNotice } from './family-notices.js';

const notice = (path: string): FamilyNotice => ({ waits: null, path, link: path });
const requests = ['a', 'b'].map((id) => ({ id, deskId: 'rpe', dossierId: 'd' }));

describe('what features tell a family', () => {
  it('is read once for all requests that the reader may open, in the order of the features', async () => {
    const notices = new FamilyNotices();
    const asked: (readonly string[])[] = [];
    for (const [path, open] of [
      ['days', 'ab'],
      ['weeks', 'b'],
    ] as const)
      notices.ofRequests.join(path, {
        may: (_, { id }) => open.includes(id),
        read: (ids) => Promise.resolve((asked.push(ids), new Map(ids.map((id) => [id, notice(path)])))),
      });
    expect(await notices.listForRequests(SYSTEM, requests)).toEqual(
      new Map([
        ['a', [notice('days')]],
        ['b', [notice('days'), notice('weeks')]],
      ]),
    );
    expect(asked).toEqual([['a', 'b'], ['b']]);
  });

  it('is not read for somebody who may open none of its pages', async () => {
    const notices = new FamilyNotices();
    const read = () => Promise.reject(new Error('read'));
    notices.ofRequests.join('closed', { may: () => false, read });
    notices.ofDossier.join('closed', { may: () => false, read });
    expect(await notices.listForRequests(SYSTEM, requests)).toEqual(new Map(requests.map(({ id }) => [id, []])));
    expect(await notices.listForDossier(SYSTEM, 'd', ['a'])).toEqual([]);
  });
});
