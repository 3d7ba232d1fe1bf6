export { SealedFiles, type FileOwner } from './sealed-files.js';
export { SealedFilesModule } from './sealed-files.module.js';
export { SealedTexts } from './sealed-texts.js';
