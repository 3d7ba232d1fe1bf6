import { describe, expect, it } from '../../../../test/support/runner.js';
import { judgeFile, startOf, type MediaType } from './file-kinds.js';

const text = (...parts: string[]): Buffer => Buffer.from(parts.join(''), 'latin1');
const PDF = text(
  '%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n',
  'xref\n0 1\ntrailer\n<<>>\nstartxref\n45\n%%EOF\n',
);
const CSV = text('Nom;Prénom\nORME;Bob\n');
const zipEnd = (comment: Buffer): Buffer => {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([end, comment]);
};
const ZIP = Buffer.concat([text('PK\x03\x04', 'a file of the archive'), zipEnd(Buffer.alloc(0))]);
const heic = (brand: string): Buffer => Buffer.concat([Buffer.from([0, 0, 0, 24]), text('ftyp', brand, '\0\0\0\0')]);

describe('a file that somebody sends', () => {
  it.each<[string, MediaType, Buffer, string | null]>([
    ['a PDF', 'application/pdf', PDF, null],
    ['a PDF whose end is followed by lines', 'application/pdf', Buffer.concat([PDF, text('\r\n\0 \n')]), null],
    ['a PDF that was changed since: two ends', 'application/pdf', Buffer.concat([PDF, PDF.subarray(9)]), null],
    ['a list', 'text/csv', CSV, null],
    ['nothing', 'application/pdf', Buffer.alloc(0), 'file.empty'],
    ['a list as a PDF', 'application/pdf', CSV, 'file.otherType'],
    ['a PDF as a list', 'text/csv', PDF, 'file.otherType'],
    ['an archive as a list', 'text/csv', ZIP, 'file.otherType'],
    ['a program as a PDF', 'application/pdf', text('\x7fELF\x02\x01\x01'), 'file.otherType'],
    ['a page as a PDF', 'application/pdf', text('<!doctype html><script>alert(1)</script>'), 'file.otherType'],
    ['a page before a PDF', 'application/pdf', Buffer.concat([text('<script>1</script>\n'), PDF]), 'file.otherType'],
    ['a PDF that was cut', 'application/pdf', PDF.subarray(0, PDF.length - 8), 'file.damaged'],
    ['the beginning of a PDF', 'application/pdf', text('%PDF-1.7'), 'file.damaged'],
    ['a PDF without its table', 'application/pdf', text('%PDF-1.7\n%%EOF'), 'file.damaged'],
    ['a page after a PDF', 'application/pdf', Buffer.concat([PDF, text('<script>1</script>')]), 'file.damaged'],
    ['an archive after a PDF', 'application/pdf', Buffer.concat([PDF, ZIP]), 'file.twoTypes'],
    [
      'an archive whose comment is the end of a PDF',
      'application/pdf',
      Buffer.concat([text('%PDF-1.7\n'), ZIP.subarray(0, 25), zipEnd(text('startxref\n9\n%%EOF\n'))]),
      'file.twoTypes',
    ],
    [
      'an archive with the longest comment',
      'application/pdf',
      Buffer.concat([PDF, zipEnd(Buffer.concat([Buffer.alloc(0xffff - PDF.length), PDF]))]),
      'file.twoTypes',
    ],
    [
      'a PDF in which the sign of an archive stands by chance',
      'application/pdf',
      Buffer.concat([PDF.subarray(0, 20), text('PK\x05\x06'), PDF.subarray(20)]),
      null,
    ],
    ['a telephone’s photograph', 'application/pdf', heic('heic'), 'file.heic'],
    ['another one', 'text/csv', heic('mif1'), 'file.heic'],
    ['one byte too many', 'text/csv', Buffer.alloc(1024 * 1024 + 1, 'a'), 'file.tooLarge'],
    ['the largest', 'text/csv', Buffer.alloc(1024 * 1024, 'a'), null],
  ])('%s, said to be %s', (_what, declared, bytes, code) => {
    const judged = judgeFile(declared, bytes, { megabytes: 1 });
    expect(Buffer.isBuffer(judged) ? null : judged.code).toBe(code);
  });

  // @asvs 5.2.2
  it('is known by its first bytes, whatever its length', () => {
    for (const length of [0, 1, 3, 8, 12]) expect(startOf(Buffer.alloc(length))).toBeNull();
    expect(startOf(text('%PDF-'))).toBe('application/pdf');
    expect(startOf(Buffer.concat([Buffer.alloc(4), text('ftypisom')]))).toBeNull();
  });
});
