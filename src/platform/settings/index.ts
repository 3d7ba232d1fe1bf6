export { SharedMemory } from './shared-memory.js';
export { Setting } from './setting.entity.js';
export { Settings, SETTING_DEFAULTS, SettingsModule, type SettingName } from './settings.js';
