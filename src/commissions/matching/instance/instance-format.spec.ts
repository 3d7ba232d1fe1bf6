import { describe, expect, it } from '../../../../test/support/runner.js';
import { InstanceError, readInstance } from './instance-format.js';

type Fields = Record<string, unknown>;

/** The instance of docs/engine.md, with every field the format has. */
const whole = (): Fields => ({
  slots: ['mon-am', 'mon-pm'],
  establishments: {
    A: {
      capacity: { babies: { 'mon-am': 2, 'mon-pm': 1 } },
      order: ['c2', 'c1'],
      reserves: [{ trait: 'insertion', seats: 1, section: 'babies' }],
      precedence: 'reserved-first',
      queue: 'skip',
    },
    B: {
      capacity: { babies: 3 },
      points: { c1: 12.5, c2: -4 },
      tieBreak: ['c2', 'c1'],
      precedence: 'open-first',
      queue: 'strict',
    },
  },
  children: {
    c1: {
      section: 'babies',
      slots: ['mon-am'],
      traits: ['insertion'],
      current: null,
      path: [
        { section: 'toddlers', from: '2027-09-01' },
        { section: 'older', from: '2028-09-01' },
      ],
    },
    c2: { section: 'babies', slots: ['mon-am', 'mon-pm'], current: 'A' },
  },
  families: {
    f1: {
      children: ['c1', 'c2'],
      wishes: [
        ['A', null],
        ['B', { at: 'A', slots: ['mon-am'], section: 'babies' }],
      ],
      mustPlace: false,
    },
  },
  locks: { c1: 'A', c2: null },
});

/** The instance with one value in place of another; `undefined` takes it away. */
function having(path: string, value: unknown): unknown {
  const instance = whole();
  const names = path.split('.');
  const last = names.pop()!;
  const parent = names.reduce((inner, name) => inner[name] as Fields, instance);
  if (value === undefined) delete parent[last];
  else Object.defineProperty(parent, last, { value, enumerable: true, configurable: true, writable: true });
  return instance;
}

function faultOf(value: unknown): { field: string; message: string } | null {
  try {
    readInstance(value);
    return null;
  } catch (error) {
    if (!(error instanceof InstanceError)) throw error;
    return { field: error.field, message: error.message };
  }
}

describe('reading a portable instance', () => {
  it('takes every field of the format as it is', () => {
    expect(readInstance(whole())).toEqual(whole());
    expect(faultOf(having('locks', undefined))).toBeNull();
  });

  it.each<[string, unknown]>([
    ['null', null],
    ['a list', []],
    ['a text', 'instance'],
    ['a number', 3],
  ])('%s is no instance', (_, value) => {
    expect(faultOf(value)?.field).toBe('instance');
  });

  it.each<[string, unknown, string, RegExp]>([
    ['slots', undefined, 'slots', /is missing/],
    ['slots', 'mon-am', 'slots', /must be a list, not "mon-am"/],
    ['slots', ['mon-am', 3], 'slots[1]', /must be a text, not 3/],
    ['slots', ['mon-am', 'mon-pm', 'mon-am'], 'slots[2]', /is there twice/],
    ['establishments', undefined, 'establishments', /is missing/],
    ['establishments', [], 'establishments', /must be an object/],
    ['establishments.A', null, 'establishments.A', /must be an object/],
    ['establishments.A.capacity', undefined, 'establishments.A.capacity', /is missing/],
    ['establishments.A.capacity.babies', -1, 'establishments.A.capacity.babies', /whole number/],
    ['establishments.A.capacity.babies', 1.5, 'establishments.A.capacity.babies', /whole number/],
    ['establishments.A.capacity.babies', null, 'establishments.A.capacity.babies', /must be an object/],
    ['establishments.A.capacity.babies', { 'tue-am': 1 }, 'establishments.A.capacity.babies.tue-am', /no half-day/],
    ['establishments.A.capacity.babies.mon-am', '2', 'establishments.A.capacity.babies.mon-am', /whole number/],
    ['establishments.A.order', undefined, 'establishments.A.order', /is missing \(or points/],
    ['establishments.A.order', ['c1', 'c9'], 'establishments.A.order[1]', /"c9" is no child/],
    ['establishments.A.order', ['c1', 'c1'], 'establishments.A.order[1]', /twice/],
    ['establishments.A.points', { c1: 1 }, 'establishments.A.points', /beside an order/],
    ['establishments.A.tieBreak', ['c1'], 'establishments.A.tieBreak', /beside an order/],
    ['establishments.A.queue', 'first', 'establishments.A.queue', /"skip" or "strict", not "first"/],
    ['establishments.A.precedence', null, 'establishments.A.precedence', /"reserved-first" or "open-first"/],
    ['establishments.A.reserves', [{ seats: 1 }], 'establishments.A.reserves[0].trait', /is missing/],
    [
      'establishments.A.reserves',
      [{ trait: 't', seats: { 'mon-am': -2 } }],
      'establishments.A.reserves[0].seats.mon-am',
      /whole number/,
    ],
    ['establishments.B.points', { c9: 1 }, 'establishments.B.points.c9', /no child/],
    ['establishments.B.points.c1', '12', 'establishments.B.points.c1', /must be a number, not "12"/],
    ['establishments.B.colour', 'blue', 'establishments.B.colour', /is not a field of the format/],
    ['children', undefined, 'children', /is missing/],
    ['children.c1.section', undefined, 'children.c1.section', /is missing/],
    ['children.c1.section', '', 'children.c1.section', /must be a text/],
    ['children.c1.slots', ['tue-am'], 'children.c1.slots[0]', /no half-day/],
    ['children.c1.traits', 'insertion', 'children.c1.traits', /must be a list/],
    ['children.c1.path', '2027-09-01', 'children.c1.path', /must be a list/],
    ['children.c1.path', [{ section: 'toddlers' }], 'children.c1.path[0].from', /is missing/],
    ['children.c1.path', [{ section: '', from: '2027-09-01' }], 'children.c1.path[0].section', /must be a text/],
    [
      'children.c1.path',
      [{ section: 'toddlers', from: '2027-02-30' }],
      'children.c1.path[0].from',
      /must be a day such as "2027-09-01", not "2027-02-30"/,
    ],
    ['children.c1.path', [{ section: 'toddlers', from: 20270901 }], 'children.c1.path[0].from', /must be a day/],
    [
      'children.c1.path',
      [
        { section: 'toddlers', from: '2027-09-01' },
        { section: 'older', from: '2027-09-01' },
      ],
      'children.c1.path[1].from',
      /must come after "2027-09-01"/,
    ],
    [
      'children.c1.path',
      [{ section: 'toddlers', from: '2027-09-01', to: '2028-08-31' }],
      'children.c1.path[0].to',
      /is not a field of the format/,
    ],
    ['children.c1.current', 'C', 'children.c1.current', /"C" is no establishment/],
    ['children.c3', { section: 'babies', slots: ['mon-am'] }, 'children.c3', /is in no family/],
    ['children.__proto__', { section: 'babies', slots: [] }, 'children.__proto__', /no name/],
    ['families', undefined, 'families', /is missing/],
    ['families.f1.children', [], 'families.f1.children', /names no child/],
    ['families.f2', { children: ['c1'], wishes: [] }, 'families.f2.children[0]', /already in the family "f1"/],
    ['families.f1.wishes', [['A']], 'families.f1.wishes[0]', /1 entries for 2 children/],
    ['families.f1.wishes', [['A', 'C']], 'families.f1.wishes[0][1]', /"C" is no establishment/],
    ['families.f1.wishes', [['A', { section: 'babies' }]], 'families.f1.wishes[0][1].at', /is missing/],
    [
      'families.f1.wishes',
      [['A', { at: 'A', slots: ['mon-am', 'mon-am'] }]],
      'families.f1.wishes[0][1].slots[1]',
      /twice/,
    ],
    ['families.f1.wishes', [['A', 3]], 'families.f1.wishes[0][1]', /must be an object, not 3/],
    ['families.f1.mustPlace', 'yes', 'families.f1.mustPlace', /true or false/],
    ['locks', { c9: null }, 'locks.c9', /no child/],
    ['locks', { c1: 'C' }, 'locks.c1', /no establishment/],
    ['rules', {}, 'rules', /is not a field of the format/],
  ])('%s: %j is told of at %s', (path, value, field, message) => {
    const fault = faultOf(having(path, value));
    expect(fault?.field).toBe(field);
    expect(fault?.message).toMatch(message);
    expect(fault?.message.startsWith(`${field}: `)).toBe(true);
    expect(fault?.message).not.toContain('\n');
  });

  it('asks for the places that it must guarantee, those of later periods included', () => {
    const guaranteed = (capacity: unknown) => ({
      slots: ['2027-01/mon-am', '2027-09/mon-am'],
      establishments: { A: { capacity: { babies: capacity }, order: ['c1'] } },
      children: { c1: { section: 'babies', slots: ['2027-01/mon-am'], current: 'A' } },
      families: { f1: { children: ['c1'], wishes: [], mustPlace: true } },
    });
    expect(faultOf(guaranteed(1))).toBeNull();
    expect(faultOf(guaranteed({ '2027-01/mon-am': 1 }))?.message).toMatch(
      /^establishments\.A\.capacity\.babies: has fewer places on 2027-09\/mon-am than the children it must keep/,
    );
  });

  it('does not take a half-day of no period for the first of all periods', () => {
    expect(
      faultOf({
        slots: ['mon-am', '2027-09/mon-am'],
        establishments: { A: { capacity: { babies: { 'mon-am': 1 } }, order: ['c1'] } },
        children: { c1: { section: 'babies', slots: ['mon-am'], current: 'A' } },
        families: { f1: { children: ['c1'], wishes: [], mustPlace: true } },
      }),
    ).toBeNull();
  });

  it('shows a long value in a few words', () => {
    expect(faultOf(having('slots', 'x'.repeat(500)))!.message.length).toBeLessThan(120);
  });
});
