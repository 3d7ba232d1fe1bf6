export { WordingsModule } from './wordings.module.js';
