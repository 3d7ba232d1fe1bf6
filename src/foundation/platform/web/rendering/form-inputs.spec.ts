import { describe, expect, it } from '../../../../../test/support/runner.js';
import { dayInputs, missingDay, readDay, readTime, readWeek, weekInputs } from './form-inputs.js';

describe('readDay', () => {
  it('reads three parts, tells empty from wrong, and shows back what it read', () => {
    expect(readDay({ birthDay: '3', birthMonth: '1', birthYear: '2026' }, 'birth')).toBe('2026-01-03');
    expect(readDay({}, 'birth')).toBeNull();
    expect(readDay({ birthDay: '31', birthMonth: '2', birthYear: '2026' }, 'birth')).toBe('invalid');
    expect(readDay({ birthDay: '3' }, 'birth')).toBe('invalid');
    expect(dayInputs('birth', '2026-01-03')).toEqual({ birthDay: '3', birthMonth: '1', birthYear: '2026' });
  });

  it.each([
    ['27/3/27', '2027-03-27'],
    ['27-03-2027', '2027-03-27'],
    ['27.3.2027', '2027-03-27'],
    ['27 mars 2027', '2027-03-27'],
    ['1er août 2027', '2027-08-01'],
    ['3 févr. 27', '2027-02-03'],
    ['14 June 2027', '2027-06-14'],
    ['31 février 2027', 'invalid'],
    ['mars 2027', 'invalid'],
    ['27/3/127', 'invalid'],
  ])('reads %s, typed whole in the first input, as %s', (birthDay, day) =>
    expect(readDay({ birthDay, birthMonth: '', birthYear: '' }, 'birth')).toBe(day),
  );

  it.each([
    ['3', 'mars', '27', '2027-03-03'],
    ['03', 'Février', '2027', '2027-02-03'],
    ['3', 'juin', '2027', '2027-06-03'],
    ['3', 'juil.', '2027', '2027-07-03'],
    ['3', 'jui', '2027', 'invalid'],
    ['27/3/27', '3', '2027', 'invalid'],
  ])('reads %s, %s, %s in three inputs as %s', (birthDay, birthMonth, birthYear, day) =>
    expect(readDay({ birthDay, birthMonth, birthYear }, 'birth')).toBe(day),
  );

  it.each([
    [{ birthDay: '31', birthMonth: '2', birthYear: '2027' }, '31/2/2027'],
    [{ birthDay: '31 juin 27' }, '31/6/2027'],
    [{ birthDay: '30', birthMonth: '1', birthYear: '2027' }, null],
    [{ birthDay: '32', birthMonth: '1', birthYear: '2027' }, '32/1/2027'],
    [{ birthDay: '3', birthMonth: '13', birthYear: '27' }, '3/13/2027'],
    [{ birthDay: '3', birthMonth: 'lundi', birthYear: '2027' }, null],
    [{ birthDay: '3', birthMonth: '', birthYear: '2027' }, null],
    [{ birthDay: 'hier' }, null],
    [{}, null],
  ])('says of %j which day no calendar has: %s', (typed, day) => expect(missingDay(typed, 'birth')).toBe(day));
});

describe('readTime', () => {
  it.each([
    ['8:30', '08:30'],
    ['08h30', '08:30'],
    ['8 h', '08:00'],
    ['8 h 30', '08:30'],
    ['0830', '08:30'],
    ['830', '08:30'],
    ['8', '08:00'],
    ['17.15', '17:15'],
    ['8 30', '08:30'],
    ['8  h  30', '08:30'],
  ])('reads %s', (typed, time) => expect(readTime(typed)).toBe(time));

  it('reads any text in one pass', async () => {
    expect(readTime(`8${' '.repeat(300_000)}x`)).toBe('invalid');
    await new Promise((resolve) => setTimeout(resolve));
  }, 10_000);

  it.each(['25:00', '8:75', 'matin', '8:3'])('refuses %s', (typed) => expect(readTime(typed)).toBe('invalid'));

  it('tells empty from wrong', () => expect(readTime(' ')).toBeNull());
});

describe('readWeek', () => {
  it('gives ticked days the usual hours, or their own', () => {
    const input = {
      commonStart: '8:30',
      commonEnd: '17:30',
      days: ['mon', 'tue'],
      tueEnd: '12:00',
      friStart: '9',
      friEnd: '11',
    };
    expect(readWeek(input)).toEqual({
      schedule: {
        mon: { start: '08:30', end: '17:30' },
        tue: { start: '08:30', end: '12:00' },
        fri: { start: '09:00', end: '11:00' },
      },
      unreadable: [],
      overlong: [],
    });
  });

  it('names what it could not read', () => {
    expect(readWeek({ days: 'mon', commonStart: 'tôt', commonEnd: '17:00' }).unreadable).toEqual(['commonStart']);
    expect(readWeek({ days: 'mon', monStart: '17:00' }).unreadable).toEqual(['commonEnd']);
  });

  it('takes an end before the start for the next morning', () => {
    const input = { days: ['mon', 'sun'], commonStart: '18h', commonEnd: '8h', sunEnd: '18h' };
    expect(readWeek(input)).toEqual({
      schedule: { mon: { start: '18:00', end: '08:00' }, sun: { start: '18:00', end: '18:00' } },
      unreadable: [],
      overlong: ['sunEnd'],
    });
  });

  it.each([
    ['8:30', '7:00', ['commonEnd']],
    ['16:00', '8:00', []],
    ['15:59', '8:00', ['commonEnd']],
    ['6:00', '22:00', []],
  ])('asks about an end that is more than sixteen hours away: %s to %s', (commonStart, commonEnd, overlong) =>
    expect(readWeek({ days: 'mon', commonStart, commonEnd }).overlong).toEqual(overlong),
  );

  it('shows a schedule so that reading it gives it back', () => {
    const schedule = {
      mon: { start: '08:30', end: '17:30' },
      tue: { start: '08:30', end: '12:00' },
      thu: { start: '08:30', end: '17:30' },
    };
    const inputs = weekInputs(schedule, 'even');
    expect(inputs['evencommonStart']).toBe('08:30');
    expect(readWeek(inputs, 'even').schedule).toEqual(schedule);
  });
});
