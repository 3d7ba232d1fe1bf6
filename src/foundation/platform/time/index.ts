export { SystemClock, TravellingClock } from './clocks.js';
export { oneClock, SYSTEM_CLOCKS, TimeModule, type Clocks } from './time.module.js';
