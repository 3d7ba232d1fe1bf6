import { refuse, type Refusal } from '../../kernel/refusal.js';
import { bareJpeg, barePng } from './bare-image.js';

/** What a family's file may be. */
export type MediaType = 'application/pdf' | 'image/jpeg' | 'image/png' | 'text/csv';

const bytesOf = (hex: string): Buffer => Buffer.from(hex, 'hex');
const PDF_START = Buffer.from('%PDF-');
const PDF_END = Buffer.from('%%EOF');
/** Beginnings of files that are no text, by what they are. */
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

/** What the bytes begin as; null for what may be text. */
export function startOf(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 16));
  if (HEIC_BRANDS.test(head.subarray(4, 12).toString('latin1'))) return 'image/heic';
  return STARTS.find(({ start }) => head.subarray(0, start.length).equals(start))?.type ?? null;
}

const ZIP_END = bytesOf('504b0506');
const ZIP_END_BYTES = 22;
const LONGEST_ZIP_END = ZIP_END_BYTES + 0xffff;

/** Whether the bytes are an archive too: its directory stands at the end, whatever stands before. */
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

/** A whole PDF: its end is there, and nothing after it that another program would read. */
function isWholePdf(bytes: Buffer): boolean {
  const end = bytes.lastIndexOf(PDF_END);
  if (end === -1 || !bytes.subarray(0, end).includes('startxref')) return false;
  return bytes.subarray(end + PDF_END.length).every((byte) => byte === 0 || (byte >= 9 && byte <= 13) || byte === 32);
}

export interface Limits {
  readonly megabytes: number;
}

/** More than any telephone takes: a small file that unfolds to more is meant to stop whoever opens it. */
const MOST_PIXELS = 100_000_000;

function judgeImage(declared: 'image/jpeg' | 'image/png', bytes: Buffer): Refusal | Buffer {
  const image = declared === 'image/jpeg' ? bareJpeg(bytes) : barePng(bytes);
  if (!image || image.width === 0 || image.height === 0) return refuse('file.damaged');
  return image.width * image.height > MOST_PIXELS ? refuse('file.tooManyPixels') : image.bytes;
}

/**
 * @returns why these bytes are not kept as a file of the type that their sender says they are, or those that are kept:
 * of an image, what draws it
 */
export function judgeFile(declared: MediaType, bytes: Buffer, { megabytes }: Limits): Refusal | Buffer {
  if (bytes.length > megabytes * 1024 * 1024) return refuse('file.tooLarge', { megabytes });
  if (bytes.length === 0) return refuse('file.empty');
  const start = startOf(bytes);
  if (start === 'image/heic') return refuse('file.heic');
  if (declared === 'text/csv') return start === null ? bytes : refuse('file.otherType');
  if (start !== declared) return refuse('file.otherType');
  if (declared !== 'application/pdf') return judgeImage(declared, bytes);
  if (isArchiveToo(bytes)) return refuse('file.twoTypes');
  return isWholePdf(bytes) ? bytes : refuse('file.damaged');
}
