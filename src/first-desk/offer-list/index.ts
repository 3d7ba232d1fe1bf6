export { offerList } from './offer-list.feature.js';
