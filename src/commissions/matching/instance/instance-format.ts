import type { Instance, LaterSection, SeatNumbers } from './instance.js';

/** An instance with an error: where it is, and what is wrong. */
export class InstanceError extends Error {
  constructor(
    readonly field: string,
    problem: string,
  ) {
    super(`${field}: ${problem}`);
  }
}

type Fields = Readonly<Record<string, unknown>>;
type Check = (value: unknown, field: string) => void;

const fail = (field: string, problem: string): never => {
  throw new InstanceError(field, problem);
};
/** A value in an error, short enough for one line. */
const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const pathTo = (field: string, key: string): string => (field === '' ? key : `${field}.${key}`);

function fieldsOf(value: unknown, field: string): Fields {
  return isFields(value) ? value : fail(field || 'instance', `must be an object, not ${shown(value)}`);
}

const oneOf =
  (...allowed: readonly unknown[]): Check =>
  (value, field) => {
    if (!allowed.includes(value)) fail(field, `must be ${allowed.map(shown).join(' or ')}, not ${shown(value)}`);
  };
const aText: Check = (value, field) => {
  if (typeof value !== 'string' || value === '') fail(field, `must be a text, not ${shown(value)}`);
};
const aNumber: Check = (value, field) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) fail(field, `must be a number, not ${shown(value)}`);
};
const aCount: Check = (value, field) => {
  if (!Number.isInteger(value) || (value as number) < 0 || (value as number) > 1_000_000)
    fail(field, `must be a whole number from 0 to 1 000 000, not ${shown(value)}`);
};
const known =
  (names: ReadonlySet<string>, message: string): Check =>
  (value, field) => {
    if (typeof value !== 'string' || !names.has(value))
      fail(field, `${shown(value)} is no ${message} of this instance`);
  };
const listOf =
  (check: Check, { distinct = true } = {}): Check =>
  (value, field) => {
    if (!Array.isArray(value)) return fail(field, `must be a list, not ${shown(value)}`);
    const seen = new Set<unknown>();
    for (const [index, item] of value.entries()) {
      check(item, `${field}[${index}]`);
      if (distinct && seen.has(item)) fail(`${field}[${index}]`, `${shown(item)} is there twice`);
      seen.add(item);
    }
  };
const mapOf =
  (check: Check, key: Check = aText): Check =>
  (value, field) => {
    for (const [name, item] of Object.entries(fieldsOf(value, field))) {
      // JavaScript treats this name in a special way on plain objects.
      if (name === '__proto__') fail(pathTo(field, name), 'is no name that can be used');
      key(name, pathTo(field, name));
      check(item, pathTo(field, name));
    }
  };
/** Checks an object: every field must be known and correct, and fields without a mark are required. */
const shape =
  (required: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}): Check =>
  (value, field) => {
    const fields = fieldsOf(value, field);
    for (const name of Object.keys(fields))
      if (!Object.hasOwn(required, name) && !Object.hasOwn(optional, name))
        fail(pathTo(field, name), 'is not a field of the format');
    for (const [name, check] of Object.entries(required)) {
      if (!Object.hasOwn(fields, name)) fail(pathTo(field, name), 'is missing');
      check(fields[name], pathTo(field, name));
    }
    for (const [name, check] of Object.entries(optional))
      if (Object.hasOwn(fields, name)) check(fields[name], pathTo(field, name));
  };
const either =
  (isFirst: (value: unknown) => boolean, first: Check, second: Check): Check =>
  (value, field) =>
    (isFirst(value) ? first : second)(value, field);
const aDay: Check = (value, field) => {
  const day = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : null;
  if (!day || Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== value)
    fail(field, `must be a day such as "2027-09-01", not ${shown(value)}`);
};
const aPath: Check = (value, field) => {
  listOf(shape({ section: aText, from: aDay }), { distinct: false })(value, field);
  const days = (value as readonly LaterSection[]).map(({ from }) => from);
  for (const [index, day] of days.entries())
    if (index > 0 && day <= days[index - 1]!)
      fail(`${field}[${index}].from`, `must come after ${shown(days[index - 1])}, not ${shown(day)}`);
};
const nullOr = (check: Check): Check =>
  either(
    (value) => value === null,
    () => undefined,
    check,
  );

/**
 * Reads a portable instance (docs/engine.md).
 * @param value parsed JSON
 * @throws InstanceError naming the first field that is wrong
 */
export function readInstance(value: unknown): Instance {
  const top = fieldsOf(value, '');
  const namesIn = (field: string): ReadonlySet<string> =>
    new Set(Object.keys(fieldsOf(Object.hasOwn(top, field) ? top[field] : fail(field, 'is missing'), field)));
  const slots = Object.hasOwn(top, 'slots') ? top['slots'] : fail('slots', 'is missing');
  listOf(aText)(slots, 'slots');
  const aSlot = known(new Set(slots as string[]), 'half-day');
  const anEstablishment = known(namesIn('establishments'), 'establishment');
  const aChild = known(namesIn('children'), 'child');
  const seats = either((given) => typeof given === 'number', aCount, mapOf(aCount, aSlot));
  const entry = either(
    (given) => typeof given === 'string',
    anEstablishment,
    shape({ at: anEstablishment }, { slots: listOf(aSlot), section: aText }),
  );
  shape(
    {
      slots: () => undefined,
      establishments: mapOf(
        shape(
          { capacity: mapOf(seats) },
          {
            order: listOf(aChild),
            points: mapOf(aNumber, aChild),
            tieBreak: listOf(aChild),
            reserves: listOf(shape({ trait: aText, seats }, { section: aText }), { distinct: false }),
            precedence: oneOf('reserved-first', 'open-first'),
            queue: oneOf('skip', 'strict'),
          },
        ),
      ),
      children: mapOf(
        shape(
          { section: aText, slots: listOf(aSlot) },
          { path: aPath, traits: listOf(aText), current: nullOr(anEstablishment) },
        ),
      ),
      families: mapOf(
        shape(
          { children: listOf(aChild), wishes: listOf(listOf(nullOr(entry), { distinct: false }), { distinct: false }) },
          { mustPlace: oneOf(true, false) },
        ),
      ),
    },
    { locks: mapOf(nullOr(entry), aChild) },
  )(top, '');
  const instance = top as unknown as Instance;
  ordersAreWhole(instance);
  familiesAreWhole(instance);
  guaranteesFit(instance);
  return instance;
}

function ordersAreWhole({ establishments }: Instance): void {
  for (const [at, { order, points, tieBreak }] of Object.entries(establishments)) {
    const field = `establishments.${at}`;
    if (order === undefined && points === undefined) fail(`${field}.order`, 'is missing (or points in its place)');
    if (order !== undefined && points !== undefined) fail(`${field}.points`, 'cannot stand beside an order');
    if (order !== undefined && tieBreak !== undefined) fail(`${field}.tieBreak`, 'cannot stand beside an order');
  }
}

function familiesAreWhole({ children, families }: Instance): void {
  const familyOf = new Map<string, string>();
  for (const [id, family] of Object.entries(families)) {
    if (family.children.length === 0) fail(`families.${id}.children`, 'names no child');
    for (const [index, child] of family.children.entries()) {
      if (familyOf.has(child))
        fail(
          `families.${id}.children[${index}]`,
          `${shown(child)} is already in the family ${shown(familyOf.get(child))}`,
        );
      familyOf.set(child, id);
    }
    for (const [index, wish] of family.wishes.entries()) {
      if (wish.length !== family.children.length)
        fail(`families.${id}.wishes[${index}]`, `has ${wish.length} entries for ${family.children.length} children`);
    }
  }
  for (const child of Object.keys(children)) if (!familyOf.has(child)) fail(`children.${child}`, 'is in no family');
}

/** Checks that all guaranteed places exist. Places that are held under `mustPlace` are part of the capacity. */
function guaranteesFit(instance: Instance): void {
  const { families, children, establishments, slots, locks = {} } = instance;
  const held = new Map<string, number>();
  for (const family of Object.values(families)) {
    if (family.mustPlace !== true || family.children.some((child) => Object.hasOwn(locks, child))) continue;
    for (const child of family.children) {
      const { current, section, slots: own } = children[child]!;
      if (current === undefined || current === null) continue;
      for (const slot of heldSlots(own, slots)) {
        const key = JSON.stringify([current, section, slot]);
        held.set(key, (held.get(key) ?? 0) + 1);
        const capacity = establishments[current]!.capacity;
        if (held.get(key)! > seatsOn(Object.hasOwn(capacity, section) ? capacity[section]! : 0, slot)) {
          fail(
            `establishments.${current}.capacity.${section}`,
            `has fewer places on ${slot} than the children it must keep there`,
          );
        }
      }
    }
  }
}

/** Those of later periods included. */
function heldSlots(own: readonly string[], slots: readonly string[]): string[] {
  const parts = (name: string): [string, string] => [
    name.slice(0, name.indexOf('/') + 1),
    name.slice(name.indexOf('/') + 1),
  ];
  return slots.filter((slot) =>
    own.some(
      (held) =>
        held === slot || (held.includes('/') && parts(held)[1] === parts(slot)[1] && parts(held)[0] < parts(slot)[0]),
    ),
  );
}

const seatsOn = (seats: SeatNumbers, slot: string): number =>
  typeof seats === 'number' ? seats : Object.hasOwn(seats, slot) ? seats[slot]! : 0;
