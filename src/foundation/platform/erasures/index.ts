export { ErasureLog, erasureLogIn } from './erasure-log.js';
export { ErasuresModule, Traces } from './traces.js';
