export { ObservatoryModule } from './observatory.module.js';
