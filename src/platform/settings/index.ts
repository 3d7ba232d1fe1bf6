export { Demonstration } from './demonstration.js';
export { SharedMemory } from './shared-memory.js';
export { findKept, keep } from './kept-values.js';
export { Settings, SettingsModule } from './settings.js';
