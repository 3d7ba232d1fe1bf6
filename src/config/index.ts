export { Config, ConfigError, readConfig, type Mode } from './config.js';
export { ConfigModule } from './config.module.js';
export { programEnvironment } from './program-environment.js';
