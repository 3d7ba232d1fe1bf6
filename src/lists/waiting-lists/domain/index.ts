/** How lists written by hand are read, for the domains of downstream features. It imports no framework. */
export { readPhones } from './contacts.js';
export { columnsOf } from './columns.js';
export { readCommune } from './communes.js';
export { readDate } from './dates.js';
export { readDays, readMark, saysHalfDays } from './days.js';
export { cutHours, readHours } from './hours.js';
export { isToldByOrderOnly, partName, restoreCase } from './names.js';
export { plain } from './plain-text.js';
export { read, unread, type Reading } from './reading.js';
export { isUnsaid } from './unsaid.js';
