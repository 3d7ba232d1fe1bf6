export { Config, ConfigError, readConfig } from './config.js';
export { ConfigModule } from './config.module.js';
export { programEnvironment } from './program-environment.js';
