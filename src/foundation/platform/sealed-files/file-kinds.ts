import { refuse, type Refusal } from '../../kernel/refusal.js';
import { workbookKindOf, XLSX } from '../workbooks/index.js';
import { bareJpeg, barePng } from './bare-image.js';

/** The types of file that somebody may send: those of families, and lists. */
export type MediaType = 'application/pdf' | 'image/jpeg' | 'image/png' | 'text/csv' | typeof XLSX;

const bytesOf = (hex: string): Buffer => Buffer.from(hex, 'hex');
const PDF_START = Buffer.from('%PDF-');
const PDF_END = Buffer.from('%%EOF');
/** The first bytes of files that are not text, by their type. */
const STARTS: readonly { readonly type: string; readonly start: Buffer }[] = [
  { type: 'application/pdf', start: PDF_START },
  { type: 'image/jpeg', start: bytesOf('ffd8ff') },
  { type: 'image/png', start: bytesOf('89504e470d0a1a0a') },
  { type: 'image/gif', start: Buffer.from('GIF8') },
  { type: 'application/zip', start: bytesOf('504b0304') },
  { type: 'application/x-ole-storage', start: bytesOf('d0cf11e0') },
  { type: 'application/gzip', start: bytesOf('1f8b') },
  { type: 'application/x-elf', start: bytesOf('7f454c46') },
];
/** The photographs of some telephones (ISO/IEC 23008-12): a box `ftyp`, then one of these brands. */
const HEIC_BRANDS = /^ftyp(hei[cxms]|hev[cmx]|mif1|msf1|avi[fs])$/;

/** The type that the first bytes say; null when the file may be text. */
export function startOf(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 16));
  if (HEIC_BRANDS.test(head.subarray(4, 12).toString('latin1'))) return 'image/heic';
  return STARTS.find(({ start }) => head.subarray(0, start.length).equals(start))?.type ?? null;
}

const ZIP_END = bytesOf('504b0506');
const ZIP_END_BYTES = 22;
const LONGEST_ZIP_END = ZIP_END_BYTES + 0xffff;

/** Whether the file is an archive as well. The directory of an archive stands at the end, whatever comes before it. */
function isArchiveToo(bytes: Buffer): boolean {
  for (
    let at = bytes.lastIndexOf(ZIP_END);
    at >= Math.max(0, bytes.length - LONGEST_ZIP_END);
    at = at === 0 ? -1 : bytes.lastIndexOf(ZIP_END, at - 1)
  ) {
    const comment = at + ZIP_END_BYTES;
    if (comment <= bytes.length && comment + bytes.readUInt16LE(at + 20) === bytes.length) return true;
  }
  return false;
}

/** Whether the PDF is complete, and nothing follows its end that another program would read. */
function isWholePdf(bytes: Buffer): boolean {
  const end = bytes.lastIndexOf(PDF_END);
  if (end === -1 || !bytes.subarray(0, end).includes('startxref')) return false;
  return bytes.subarray(end + PDF_END.length).every((byte) => byte === 0 || (byte >= 9 && byte <= 13) || byte === 32);
}

export interface Limits {
  readonly megabytes: number;
}

/** More pixels than any telephone takes. A small file that expands to more is meant to crash whoever opens it. */
const MOST_PIXELS = 100_000_000;

function judgeImage(declared: 'image/jpeg' | 'image/png', bytes: Buffer): Refusal | Buffer {
  const image = declared === 'image/jpeg' ? bareJpeg(bytes) : barePng(bytes);
  if (!image || image.width === 0 || image.height === 0) return refuse('file.damaged');
  return image.width * image.height > MOST_PIXELS ? refuse('file.tooManyPixels') : image.bytes;
}

/**
 * Judges whether these bytes may be kept as a file of the declared type.
 * @returns the refusal, or the bytes to keep. Of an image, only the parts that draw it are kept
 */
export function judgeFile(declared: MediaType, bytes: Buffer, { megabytes }: Limits): Refusal | Buffer {
  if (bytes.length > megabytes * 1024 * 1024) return refuse('file.tooLarge', { megabytes });
  if (bytes.length === 0) return refuse('file.empty');
  const start = startOf(bytes);
  if (start === 'image/heic') return refuse('file.heic');
  if (declared === 'text/csv') return start === null ? bytes : refuse('file.otherType');
  // Whoever keeps a workbook has read it before, whole and within limits.
  if (declared === XLSX) return workbookKindOf(bytes) === 'xlsx' ? bytes : refuse('file.otherType');
  if (start !== declared) return refuse('file.otherType');
  if (declared !== 'application/pdf') return judgeImage(declared, bytes);
  if (isArchiveToo(bytes)) return refuse('file.twoTypes');
  return isWholePdf(bytes) ? bytes : refuse('file.damaged');
}
