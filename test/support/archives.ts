import { crc32, deflateRawSync } from 'node:zlib';

/** One file of an archive. What is said of it may be untrue. */
export interface ArchivedFile {
  readonly name: string;
  readonly text: string | Buffer;
  /** What the archive says that the file inflates to. */
  readonly saidSize?: number;
  readonly flags?: number;
  readonly saidSum?: number;
  /** 0 for a file that is stored as it is. */
  readonly method?: 0 | 8;
}

/** An archive as a program that harms would write it: nothing is checked. */
export function archiveOf(files: readonly ArchivedFile[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, text, saidSize, flags = 0, saidSum, method = 8 } of files) {
    const bytes = Buffer.from(text);
    const packed = method === 0 ? bytes : deflateRawSync(bytes);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(flags, 2);
    head.writeUInt16LE(method, 4);
    head.writeUInt32LE(saidSum ?? crc32(bytes), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(saidSize ?? bytes.length, 18);
    head.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), head, Buffer.from(name), packed]);
    const entry = Buffer.alloc(14);
    entry.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), head, entry, Buffer.from(name)]));
    bodies.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, ...directory, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const xml = (body: string): string => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${body}`;
const relations = (...targets: readonly (readonly [string, string])[]): string =>
  xml(
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets
      .map(([kind, target], index) => `<Relationship Id="r${index}" Type="${RELATIONS}/${kind}" Target="${target}"/>`)
      .join('')}</Relationships>`,
  );

export interface WorkbookParts {
  /** The inside of `worksheet`, for each sheet. */
  readonly sheets?: readonly string[];
  readonly strings?: string;
  readonly styles?: string;
  /** The whole of the first sheet's file. */
  readonly document?: string;
  readonly more?: readonly ArchivedFile[];
  /** What is changed of the file of a part. */
  readonly alter?: (file: ArchivedFile) => ArchivedFile;
}

/** A workbook of these parts, and of what has to be in any. */
export function workbookOf({
  sheets = [''],
  strings,
  styles,
  document,
  more = [],
  alter = (file) => file,
}: WorkbookParts): Buffer {
  const tabs = sheets.map((_, index) => `<sheet name="Feuille ${index + 1}" sheetId="${index + 1}" r:id="r${index}"/>`);
  const targets = sheets.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const);
  const files: ArchivedFile[] = [
    { name: '[Content_Types].xml', text: xml('<Types/>') },
    { name: '_rels/.rels', text: relations(['officeDocument', 'xl/workbook.xml']) },
    {
      name: 'xl/workbook.xml',
      text: xml(`<workbook xmlns:r="${RELATIONS}"><sheets>${tabs.join('')}</sheets></workbook>`),
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text: relations(...targets, ['sharedStrings', 'sharedStrings.xml'], ['styles', 'styles.xml']),
    },
    { name: 'xl/sharedStrings.xml', text: xml(`<sst>${strings ?? ''}</sst>`) },
    { name: 'xl/styles.xml', text: xml(`<styleSheet>${styles ?? ''}</styleSheet>`) },
    ...sheets.map((sheet, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      text: index === 0 && document !== undefined ? document : xml(`<worksheet>${sheet}</worksheet>`),
    })),
    ...more,
  ];
  return archiveOf(files.map(alter));
}

/** Cells of text, `A1` before each: `<c r="A1" t="inlineStr">`. */
export const rowOf = (number: number, ...cells: readonly string[]): string =>
  `<row r="${number}">${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`;
export const sheetOf = (...rows: readonly (readonly string[])[]): string =>
  `<sheetData>${rows.map((cells, index) => rowOf(index + 1, ...cells)).join('')}</sheetData>`;
