export { FamilyModule } from './family.module.js';
export { WelcomeBooklet } from './web/welcome-booklet.js';
