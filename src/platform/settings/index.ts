export { SharedMemory } from './shared-memory.js';
export { Setting } from './setting.entity.js';
export { Settings, SettingsModule } from './settings.js';
