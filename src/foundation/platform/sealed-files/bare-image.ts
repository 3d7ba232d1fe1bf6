/**
 * Photographs say where, when and by which telephone they were taken, and hold small copies of what was cut away. Only
 * the parts that draw the picture are kept; everything else is dropped, and so is whatever stands after its end.
 * Nothing is decoded, so that no pixel of a stranger's file is computed in this process.
 */
export interface BareImage {
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
}

const [SOI, EOI, SOS, APP0, APP1, ADOBE, COMMENT] = [0xd8, 0xd9, 0xda, 0xe0, 0xe1, 0xee, 0xfe];
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
/**
 * Segments that hold data of programs and people (ITU-T T.81 B.1.1.3). The one that says how colours are coded is
 * kept.
 */
const isLeftOut = (marker: number): boolean =>
  (marker >= APP0 && marker <= 0xef && marker !== ADOBE) || marker === COMMENT;

/** The end of the coded data of a scan: a marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]!;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return -1;
}

const EXIF = Buffer.from('Exif\0\0', 'latin1');
const ORIENTATION = 0x0112;

/**
 * The orientation in which the telephone was held, 1 to 8; null when the segment gives none. @param segment without
 * its marker and length
 */
function orientationIn(segment: Buffer): number | null {
  if (!segment.subarray(0, EXIF.length).equals(EXIF)) return null;
  const tiff = segment.subarray(EXIF.length);
  if (tiff.length < 8) return null;
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number): number => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const start = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (start + 2 > tiff.length) return null;
  for (let entry = start + 2, left = short(start); left > 0 && entry + 12 <= tiff.length; left -= 1, entry += 12) {
    if (short(entry) !== ORIENTATION) continue;
    const value = short(entry + 8);
    return value >= 1 && value <= 8 ? value : null;
  }
  return null;
}

/**
 * A new segment with the orientation. It is the only dropped information that is written again: without it a proof
 * would lie on its side.
 */
function orientationSegment(value: number): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write('MM\0*', 'latin1');
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(ORIENTATION, 10);
  tiff.writeUInt16BE(3, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(value, 18);
  const body = Buffer.concat([EXIF, tiff]);
  const head = Buffer.from([0xff, APP1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

/** @returns null when it is not a whole JPEG */
export function bareJpeg(bytes: Buffer): BareImage | null {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return null;
  const kept: Buffer[] = [];
  let orientation: number | null = null;
  let size: { width: number; height: number } | null = null;
  for (let at = 2; at + 1 < bytes.length;) {
    const marker = bytes[at + 1]!;
    if (bytes[at] !== 0xff) return null;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === EOI) {
      if (!size || kept.length === 0) return null;
      const start = [Buffer.from([0xff, SOI]), ...(orientation === null ? [] : [orientationSegment(orientation)])];
      return { ...size, bytes: Buffer.concat([...start, ...kept, Buffer.from([0xff, EOI])]) };
    }
    if (at + 4 > bytes.length) return null;
    const length = bytes.readUInt16BE(at + 2);
    let end = at + 2 + length;
    if (length < 2 || end > bytes.length) return null;
    const body = bytes.subarray(at + 4, end);
    if (isFrame(marker)) {
      if (body.length < 6) return null;
      size = { height: body.readUInt16BE(1), width: body.readUInt16BE(3) };
    }
    if (marker === APP1) orientation ??= orientationIn(body);
    if (marker === SOS) {
      end = endOfScan(bytes, end);
      if (end === -1) return null;
    }
    if (!isLeftOut(marker)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return null;
}

const PNG_START = 8;
/** The chunks that draw a PNG (PNG §11.2, and transparency). The others only describe it. */
const DRAWS = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);

/** @returns null when it is not a whole PNG */
export function barePng(bytes: Buffer): BareImage | null {
  const kept: Buffer[] = [bytes.subarray(0, PNG_START)];
  let size: { width: number; height: number } | null = null;
  for (let at = PNG_START; at + 12 <= bytes.length;) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length || (size === null) !== (type === 'IHDR')) return null;
    if (type === 'IHDR') {
      if (end - at !== 25) return null;
      size = { width: bytes.readUInt32BE(at + 8), height: bytes.readUInt32BE(at + 12) };
    }
    if (DRAWS.has(type)) kept.push(bytes.subarray(at, end));
    if (type === 'IEND') return size && { ...size, bytes: Buffer.concat(kept) };
    at = end;
  }
  return null;
}
