import type { Archive } from './archive.js';
import { MOST_SHARED_STRINGS } from './limits.js';
import { WorkbookProblem } from './problem.js';
import { isTrue, readXml, type XmlHandler } from './xml.js';

/** A text of a cell. */
export interface CellText {
  readonly text: string;
  /** Whether every run of it is struck through. */
  readonly struck: boolean;
}

/** Puts together the runs of one text (`si`, `is`): parts in different letters, without how they are pronounced. */
export class TextRuns {
  private text = '';
  private runs = 0;
  private struckRuns = 0;
  private isStruck = false;
  private isSpoken = false;

  readonly handler: Required<XmlHandler> = {
    open: (name, attributes) => {
      if (name === 'r') this.isStruck = false;
      if (name === 'rPh') this.isSpoken = true;
      if (name === 'strike') this.isStruck = attributes['val'] === undefined || isTrue(attributes['val']);
    },
    text: (text, parent) => {
      if (parent !== 't' || this.isSpoken) return;
      this.text += text;
      if (text.trim() === '') return;
      this.runs += 1;
      if (this.isStruck) this.struckRuns += 1;
    },
    close: (name) => {
      if (name === 'rPh') this.isSpoken = false;
    },
  };

  take(): CellText {
    const { text, runs, struckRuns } = this;
    this.text = '';
    this.runs = this.struckRuns = 0;
    this.isStruck = false;
    return { text: unescaped(text), struck: runs > 0 && runs === struckRuns };
  }
}

/** `_x000D_`: a character that XML cannot hold, or that a writer would rather not. */
const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : text;

/** The texts that cells name by their index. */
export async function readSharedStrings(archive: Archive, path: string): Promise<CellText[]> {
  const strings: CellText[] = [];
  const runs = new TextRuns();
  await readXml(archive, path, {
    ...runs.handler,
    close(name) {
      runs.handler.close(name);
      if (name !== 'si') return;
      if (strings.length >= MOST_SHARED_STRINGS) throw new WorkbookProblem('tooLarge');
      strings.push(runs.take());
    },
  });
  return strings;
}
