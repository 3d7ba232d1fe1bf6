export { dropTemplates as default } from './templates.setup.js';
