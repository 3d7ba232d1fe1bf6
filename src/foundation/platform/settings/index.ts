export { Demonstration } from './demonstration.js';
export { SharedMemory } from './shared-memory.js';
export { findKept, keep, keepFirst } from './kept-values.js';
export { Settings, SettingsModule, type SettingName } from './settings.js';
export type { SettingChange } from './setting-change.entity.js';
export { findChange, listChanges } from './setting-changes.queries.js';
