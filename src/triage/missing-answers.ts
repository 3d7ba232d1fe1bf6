import { formOfFile, lackedBeside, type RequestFile } from '../dossier/index.js';

/** All that the family of a request may still be asked for, in the codes of the dossier (`gap.<code>`). */
export const missingIn = (file: RequestFile): string[] => [...file.request.gaps, ...lackedBeside(formOfFile(file))];
