export { EajeModule } from './eaje.module.js';
