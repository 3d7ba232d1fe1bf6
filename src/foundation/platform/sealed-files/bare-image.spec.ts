import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from '../../../../test/support/runner.js';
import { bareJpeg, barePng, type BareImage } from './bare-image.js';
import { judgeFile } from './file-kinds.js';

type Photograph = 'jpeg' | 'progressive' | 'png';
const PHOTOGRAPHS = JSON.parse(readFileSync('test/support/photographs.json', 'utf8')) as Record<Photograph, string>;
const [JPEG, PROGRESSIVE, PNG] = (['jpeg', 'progressive', 'png'] as const).map((name) =>
  Buffer.from(PHOTOGRAPHS[name], 'base64'),
) as [Buffer, Buffer, Buffer];
const IMAGES: [string, (bytes: Buffer) => BareImage | null, Buffer][] = [
  ['a JPEG', bareJpeg, JPEG],
  ['a progressive JPEG', bareJpeg, PROGRESSIVE],
  ['a PNG', barePng, PNG],
];
const SCRIPT = Buffer.from('<script>alert(1)</script>');
/** The coded pixels: what follows the last header of a scan, or stands in the last IDAT. */
const drawn = (bytes: Buffer): string => bytes.subarray(-40).toString('hex');

describe.each(IMAGES)('%s', (_what, bare, photograph) => {
  it('keeps what draws it, and nothing of who took it where', () => {
    expect(photograph.includes('Rossignol')).toBe(true);
    const image = bare(photograph)!;
    expect([image.width, image.height]).toEqual([8, 4]);
    for (const word of ['Rossignol', 'Camille', 'Telephone', 'ICC_PROFILE'])
      expect(image.bytes.includes(word)).toBe(false);
    expect(drawn(image.bytes)).toBe(drawn(photograph));
    expect(bare(image.bytes)!.bytes).toEqual(image.bytes);
  });

  it('loses what stands after its end, and is refused when it was cut', () => {
    expect(bare(Buffer.concat([photograph, SCRIPT]))!.bytes).toEqual(bare(photograph)!.bytes);
    for (let length = 0; length < photograph.length; length += 1)
      expect(bare(photograph.subarray(0, length))).toBeNull();
  });

  it('is read to an end, whatever is written in it', () => {
    fc.assert(
      fc.property(fc.nat(photograph.length - 1), fc.uint8Array({ minLength: 1, maxLength: 8 }), (at, bytes) => {
        const altered = Buffer.from(photograph);
        altered.set(bytes.subarray(0, altered.length - at), at);
        const image = bare(altered);
        expect(image === null || image.bytes.length <= altered.length + 40).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('an image that somebody sends', () => {
  const wide = (): Buffer => {
    const bytes = Buffer.from(PNG);
    bytes.writeUInt32BE(60_000, 16);
    bytes.writeUInt32BE(60_000, 20);
    return bytes;
  };
  it('stays the way up that its telephone said', () => {
    const { bytes } = bareJpeg(JPEG)!;
    expect(bytes.subarray(2, 12).toString('latin1')).toBe('\xff\xe1\0\x22Exif\0\0');
    expect(bytes.readUInt16BE(12 + 18)).toBe(6);
    const unsaid = Buffer.concat([bytes.subarray(0, 2), bytes.subarray(2 + 36)]);
    expect(bareJpeg(unsaid)!.bytes).toEqual(unsaid);
  });

  it.each([
    ['a JPEG as a PNG', 'image/png', JPEG, 'file.otherType'],
    ['a PNG as a JPEG', 'image/jpeg', PNG, 'file.otherType'],
    ['a PDF as a JPEG', 'image/jpeg', Buffer.from('%PDF-1.7'), 'file.otherType'],
    ['a JPEG as a PDF', 'application/pdf', JPEG, 'file.otherType'],
    ['a page that begins as a JPEG', 'image/jpeg', Buffer.concat([JPEG.subarray(0, 3), SCRIPT]), 'file.damaged'],
    ['a page that begins as a PNG', 'image/png', Buffer.concat([PNG.subarray(0, 8), SCRIPT]), 'file.damaged'],
    ['a PNG that unfolds to 3 600 megapixels', 'image/png', wide(), 'file.tooManyPixels'],
  ] as const)('%s is refused', (_what, declared, bytes, code) => {
    expect(judgeFile(declared, bytes, { megabytes: 1 })).toEqual({ code });
  });
});
