/**
 * Thrown inside a unit of work that lacks something which takes long to make and needs no transaction. The unit is
 * rolled back, so that nobody waits for its locks while the thing is made. It then runs again from its beginning and
 * reads everything anew. It goes on when what was made is still what it needs.
 */
export class NeededFirst extends Error {
  constructor(readonly make: () => Promise<unknown>) {
    super('A unit of work needs something that is made outside it first');
  }
}
