export { CHILDMINDERS_ENTITIES } from './persistence/tables.js';
export { ChildminderBook, type KnownChildminder } from './childminder-book.js';
export { ChildminderRecords } from './childminder-records.js';
export { keepsChildminder } from './childminder.policy.js';
export { IntroductionCandidates, type NamedIntroduction } from './introduction-candidates.js';
export { Introductions } from './introductions.js';
export { introductionLines, shownToFamily } from './web/introduction.presenter.js';
export { ChildmindersModule } from './childminders.module.js';
export { availabilityLines } from './free-words.js';
