/**
 * Thrown inside a unit of work that lacks something which takes long and needs no transaction. The unit is rolled back,
 * what is lacking is made while nobody waits for a lock, and the unit runs again from its beginning: it reads
 * everything anew, and goes on when what was made is still what it needs.
 */
export class NeededFirst extends Error {
  constructor(readonly make: () => Promise<unknown>) {
    super('A unit of work needs something that is made outside it first');
  }
}
