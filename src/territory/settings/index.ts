export { SettingsPagesModule } from './settings-pages.module.js';
