import type { Archive } from './archive.js';
import { MOST_STYLES } from './limits.js';
import { builtInFormat, readFormat, type NumberFormat } from './number-format.js';
import { WorkbookProblem } from './problem.js';
import { isTrue, readXml } from './xml.js';

/** How cells of one format look, as far as it says something. */
export interface CellStyle {
  readonly format: NumberFormat;
  readonly struck: boolean;
  readonly coloured: boolean;
}

export const NO_STYLE: CellStyle = { format: { kind: 'general' }, struck: false, coloured: false };

/** The formats of cells, by their index. */
export async function readStyles(archive: Archive, path: string): Promise<CellStyle[]> {
  const formats = new Map<number, NumberFormat>();
  const struckFonts: boolean[] = [];
  const colouredFills: boolean[] = [];
  const styles: CellStyle[] = [];
  await readXml(archive, path, {
    open(name, attributes, parent) {
      if (styles.length + struckFonts.length + colouredFills.length + formats.size > 3 * MOST_STYLES)
        throw new WorkbookProblem('tooLarge');
      if (name === 'numFmt' && parent === 'numFmts')
        formats.set(Number(attributes['numFmtId']), readFormat(attributes['formatCode'] ?? ''));
      else if (name === 'font' && parent === 'fonts') struckFonts.push(false);
      else if (name === 'strike' && parent === 'font' && struckFonts.length > 0)
        struckFonts[struckFonts.length - 1] = attributes['val'] === undefined || isTrue(attributes['val']);
      else if (name === 'fill' && parent === 'fills') colouredFills.push(false);
      else if (name === 'fgColor' && parent === 'patternFill' && colouredFills.length > 0)
        colouredFills[colouredFills.length - 1] = !isWhite(attributes);
      else if (name === 'xf' && parent === 'cellXfs') {
        const id = Number(attributes['numFmtId'] ?? 0);
        styles.push({
          format: formats.get(id) ?? builtInFormat(id),
          struck: struckFonts[Number(attributes['fontId'] ?? 0)] ?? false,
          coloured: colouredFills[Number(attributes['fillId'] ?? 0)] ?? false,
        });
      }
    },
  });
  return styles;
}

/** The first colour of every theme is the white of the page. */
const isWhite = (colour: Readonly<Record<string, string>>): boolean =>
  /^(FF|00)?FFFFFF$/i.test(colour['rgb'] ?? '') || (colour['theme'] === '0' && colour['tint'] === undefined);
