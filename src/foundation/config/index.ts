export { Config } from './config.js';
export { ConfigError, readConfig } from './read-config.js';
export { ConfigModule } from './config.module.js';
export { programEnvironment } from './program-environment.js';
