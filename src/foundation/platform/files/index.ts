export { keepFilesPrivate } from './private-files.js';
