export { referrals } from './referrals.feature.js';
