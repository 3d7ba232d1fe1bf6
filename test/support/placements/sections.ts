/** Two establishments of a body and a micro-crèche without one. They have so few places that these run short. */
export const SECTIONS = {
  'ma-71306:babies': 2,
  'ma-71306:toddlers': 2,
  'ma-71306:older': 1,
  'cf-71306:mixed': 2,
  'mc-paje-71222:mixed': 1,
} as const;
