/** The media type of a workbook. */
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What a file is, by its bytes: a workbook that is read, one that is not, or neither. */
export type WorkbookKind = 'xlsx' | 'opendocument' | 'numbers' | 'encrypted' | 'old' | 'archive';

const ZIP = Buffer.from('504b0304', 'hex');
/** A container of older Office files. A workbook with a password is one too, whatever its name. */
const OLD_OFFICE = Buffer.from('d0cf11e0', 'hex');
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');

/** @returns null for what is no archive and no file of Office */
export function workbookKindOf(bytes: Uint8Array): WorkbookKind | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (startsWith(file, OLD_OFFICE)) return file.includes(ENCRYPTED) ? 'encrypted' : 'old';
  if (!startsWith(file, ZIP)) return null;
  // Names of entries stand as they are in an archive, at its end.
  if (file.includes('[Content_Types].xml') || file.includes('xl/')) return 'xlsx';
  if (file.includes('mimetypeapplication/vnd.oasis.opendocument')) return 'opendocument';
  return file.includes('Index/Document.iwa') || file.includes('Index.zip') ? 'numbers' : 'archive';
}

const startsWith = (file: Buffer, start: Buffer): boolean => file.subarray(0, start.length).equals(start);
