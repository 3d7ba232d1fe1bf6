import sax from 'sax';
import type { Archive } from './archive.js';
import { MOST_DEPTH } from './limits.js';
import { WorkbookProblem } from './problem.js';

type Attributes = Readonly<Record<string, string>>;

/** What is done with the elements of a document. Names come without their prefix, whichever the writer chose. */
export interface XmlHandler {
  open(name: string, attributes: Attributes, parent: string): void;
  text?(text: string, parent: string): void;
  close?(name: string): void;
}

/**
 * Reads a document of an archive as it is inflated. A document with a DOCTYPE is refused: SpreadsheetML has none, and
 * only a DOCTYPE declares entities. Of entities, the five of XML and characters by their number are known.
 */
export async function readXml(archive: Archive, path: string, handler: XmlHandler): Promise<void> {
  const parser = sax.parser(true, { position: false, strictEntities: true } as sax.SAXOptions);
  const within: string[] = [];
  const parent = (): string => within.at(-1) ?? '';
  parser.onerror = () => {
    throw new WorkbookProblem('damaged');
  };
  parser.ondoctype = () => {
    throw new WorkbookProblem('damaged');
  };
  parser.onopentag = ({ name, attributes }) => {
    const local = withoutPrefix(name);
    handler.open(local, attributes as Attributes, parent());
    within.push(local);
    if (within.length > MOST_DEPTH) throw new WorkbookProblem('damaged');
  };
  parser.ontext = (text) => handler.text?.(text, parent());
  parser.oncdata = (text) => handler.text?.(text, parent());
  parser.onclosetag = (name) => {
    within.pop();
    handler.close?.(withoutPrefix(name));
  };
  await archive.readText(path, (text) => parser.write(text));
  parser.close();
}

export const withoutPrefix = (name: string): string => name.slice(name.indexOf(':') + 1);

/** An attribute by its name without prefix: `r:id` is `id`, unless another one has that name. */
export function attributeOf(attributes: Attributes, name: string): string | undefined {
  if (Object.hasOwn(attributes, name)) return attributes[name];
  const found = Object.keys(attributes).find((key) => withoutPrefix(key) === name);
  return found === undefined ? undefined : attributes[found];
}

export const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true' || value === 'on';
