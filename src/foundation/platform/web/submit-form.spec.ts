import { describe, expect, it } from '../../../../test/support/runner.js';
import { Conflict, DomainError, NotFound, refuse } from '../../kernel/refusal.js';
import type { Submitted } from './form.js';
import { Page, redirect } from './page.js';
import { alsoWrong, refusedField, submitForm, type FormPage } from './submit-form.js';

const sent: Submitted<{ room: string }> = { ok: true, value: { room: 'B' }, values: { room: ' B', version: '3' } };
const wrong = { field: 'room', message: 'errors.room' };
const roomPage: FormPage = {
  view: 'rooms/room',
  model: () => ({ title: 'Room', version: 4 }),
  refused: ({ refusal }) => refusedField('room', refusal),
};
const refusing = (error: Error) => (): Promise<never> => Promise.reject(error);

describe('submitForm', () => {
  it('goes where the act says', async () => {
    const answer = await submitForm(sent, roomPage, async ({ room }) => redirect(`/rooms/${room}`, 'rooms.saved'));
    expect(answer).toEqual(redirect('/rooms/B', 'rooms.saved'));
  });

  it('shows what does not fit with what was typed, and does nothing', async () => {
    const form = alsoWrong(sent, [wrong]);
    const answer = await submitForm(form, roomPage, refusing(new Error('done')));
    expect(answer).toEqual(new Page('rooms/room', { title: 'Room', version: '3', form }, 422));
  });

  it('shows a refusal beside its field, with the version that the person saw', async () => {
    const full = refuse('room.full', { seats: 3, by: undefined });
    const answer = await submitForm(sent, roomPage, refusing(new DomainError(full)));
    const form = { values: sent.values, errors: [{ field: 'room', message: 'refusal.room.full', args: { seats: 3 } }] };
    expect(answer).toEqual(new Page('rooms/room', { title: 'Room', version: '3', form }, 422));
  });

  it('shows what somebody else changed with the version of now', async () => {
    const changed: FormPage = { ...roomPage, refused: () => ({ model: { changed: true } }) };
    const answer = await submitForm(sent, changed, refusing(new Conflict(refuse('room.changed'))));
    const form = { values: sent.values, errors: [] };
    expect(answer).toEqual(new Page('rooms/room', { title: 'Room', version: 4, changed: true, form }, 409));
  });

  it('leaves to the page of errors what the page says nothing of', async () => {
    const mute: FormPage = { ...roomPage, refused: () => null };
    const refused = new DomainError(refuse('room.full'));
    await expect(submitForm(sent, mute, refusing(refused))).rejects.toBe(refused);
    await expect(submitForm(sent, roomPage, refusing(new NotFound('room')))).rejects.toThrow('room not found');
  });

  it('says all that is wrong at once', () => {
    const other = { field: 'day', message: 'errors.day' };
    expect(alsoWrong({ ok: false, values: {}, errors: [wrong] }, [other])).toEqual({
      ok: false,
      values: {},
      errors: [wrong, other],
    });
    expect(alsoWrong(sent, [])).toBe(sent);
  });
});
