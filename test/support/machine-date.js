/**
 * Moves the date of a whole process, as a machine would have it whose clock shows another one: `node --import` this file,
 * with MACHINE_DATE in the environment (a moment in UTC). Time goes on from there; threads and processes of the process
 * go by the same clock, where they inherit its environment.
 */
const { env } = process;
if (env.MACHINE_DATE) {
  const Machine = Date;
  env.MACHINE_DATE_SHIFT ??= String(Machine.parse(env.MACHINE_DATE) - Machine.now());
  const shift = Number(env.MACHINE_DATE_SHIFT);
  const Moved = function (...given) {
    if (new.target === undefined) return new Moved().toString();
    return Reflect.construct(
      Machine,
      given.length === 0 ? [Moved.now()] : given,
      new.target === Moved ? Machine : new.target,
    );
  };
  Object.setPrototypeOf(Moved, Machine);
  // Dates that Node itself makes, such as those of files, are dates here too.
  Moved.prototype = Machine.prototype;
  Machine.prototype.constructor = Moved;
  Moved.now = () => Machine.now() + shift;
  globalThis.Date = Moved;
}
