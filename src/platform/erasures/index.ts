export { ErasureLog, erasureLogIn } from './erasure-log.js';
