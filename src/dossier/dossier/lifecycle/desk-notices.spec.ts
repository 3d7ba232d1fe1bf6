import { describe, expect, it } from '../../../../test/support/runner.js';
import { SYSTEM } from '../../../foundation/platform/security/index.js';
import { DeskNotices, type DeskNotice } from './desk-notices.js';

const REQUEST = { id: 'r', deskId: 'rpe', dossierId: 'd', state: 'submitted' } as const;
const notice = (path: string, isForDesk: boolean, says: DeskNotice['says'] = { key: 'x', args: {} }): DeskNotice => ({
  says,
  isForDesk,
  path,
  link: 'y',
});

describe('what features tell the desk of a request', () => {
  it('is read only of what the actor may open, and shown by who has to act', async () => {
    const notices = new DeskNotices();
    const asked: string[] = [];
    const joins = (may: boolean, told?: DeskNotice): void =>
      notices.shown.join('a feature', {
        may: () => may,
        read: (ids) => {
          asked.push(told?.path ?? 'nothing');
          return Promise.resolve(new Map(told ? ids.map((id) => [id, told]) : []));
        },
      });
    joins(true, notice('way', false, null));
    joins(false, notice('closed', true));
    joins(true);
    joins(true, notice('others', false));
    joins(true, notice('desk', true));
    expect((await notices.listFor(SYSTEM, REQUEST)).map(({ path }) => path)).toEqual(['desk', 'others', 'way']);
    expect(asked).toEqual(['way', 'nothing', 'others', 'desk']);
  });
});
