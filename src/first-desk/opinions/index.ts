export { opinions } from './opinions.feature.js';
export { OpinionReading } from './opinion-reading.js';
export { waysTo, type Way } from './domain/asked-opinion.js';
