import { getDocument, VerbosityLevel, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A heading of the outline, with those under it. */
export interface OutlineEntry {
  readonly title: string;
  readonly under: readonly OutlineEntry[];
}

/** An element of the structure, such as `H1` or `TH`, with the text in it and in all that it contains. */
export interface StructureElement {
  readonly role: string;
  readonly text: string;
}

export interface PdfPage {
  /** In reading order: the order in which the document gives its text, a line for each change of height. */
  readonly lines: readonly string[];
  /** In points. */
  readonly width: number;
  readonly height: number;
}

/** What a PDF says, as a library that nobody here wrote reads it. */
export interface ReadPdf {
  readonly pages: readonly PdfPage[];
  /** All lines of all pages, with single spaces. */
  readonly text: string;
  readonly title: string | null;
  /** Of the whole document, such as `fr`. */
  readonly language: string | null;
  readonly tagged: boolean;
  readonly outline: readonly OutlineEntry[];
  /** In reading order, each element before those in it. */
  readonly structure: readonly StructureElement[];
}

type Content = Awaited<ReturnType<PDFPageProxy['getTextContent']>>;
type Tree = Awaited<ReturnType<PDFPageProxy['getStructTree']>>;
type Outline = Awaited<ReturnType<PDFDocumentProxy['getOutline']>>;

/** The library's own, of the canvas that npm installs with it. */
interface CanvasFactory {
  create(
    width: number,
    height: number,
  ): {
    readonly canvas: unknown;
    readonly context: { getImageData(left: number, top: number, width: number, height: number): Painted };
  };
}
type Item = Content['items'][number];

const isText = (item: Item): item is Extract<Item, { str: string }> => 'str' in item;
const withSingleSpaces = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** A gap as wide as this part of the height of the letters stands between two words. */
const GAP = 0.1;
/** Text that is higher or lower by this part of its height is on another line. */
const SHIFT = 0.5;

/** Pieces of text put together: words apart where there is room between them, and a line for each change of height. */
function linesOf(items: readonly Item[]): string[] {
  const lines: string[] = [];
  let before: { readonly end: number; readonly baseline: number } | null = null;
  for (const item of items) {
    if (!isText(item) || item.str === '') continue;
    const [left, baseline] = item.transform.slice(4) as [number, number];
    if (before === null || Math.abs(baseline - before.baseline) > SHIFT * item.height) lines.push('');
    else if (Math.abs(left - before.end) > GAP * item.height) lines.push(`${lines.pop()} `);
    lines.push(`${lines.pop()}${item.str}`);
    before = { end: left + item.width, baseline };
  }
  return lines.map(withSingleSpaces).filter((line) => line !== '');
}

/** The text of each marked part of a page, by the name that the structure has for it. */
function markedText({ items }: Content): Map<string, string> {
  const parts = new Map<string, Item[]>();
  const open: Item[][] = [];
  for (const item of items) {
    if (isText(item)) for (const part of open) part.push(item);
    else if (item.type === 'endMarkedContent') open.pop();
    else {
      const part: Item[] = [];
      if (item.id) parts.set(item.id, part);
      open.push(part);
    }
  }
  return new Map([...parts].map(([id, part]) => [id, linesOf(part).join(' ')]));
}

function elementsOf(node: Tree, texts: ReadonlyMap<string, string>): { text: string; elements: StructureElement[] } {
  const inside = node.children.map((child) =>
    'children' in child ? elementsOf(child, texts) : { text: texts.get(child.id) ?? '', elements: [] },
  );
  const text = withSingleSpaces(inside.map((part) => part.text).join(' '));
  return { text, elements: [{ role: node.role, text }, ...inside.flatMap(({ elements }) => elements)] };
}

const entriesOf = (outline: Outline): OutlineEntry[] =>
  (outline ?? []).map(({ title, items }) => ({ title, under: entriesOf(items) }));

/** Opens a PDF, and closes it whatever becomes of the reading. */
async function reading<T>(bytes: Uint8Array, read: (document: PDFDocumentProxy) => Promise<T>): Promise<T> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: VerbosityLevel.ERRORS });
  try {
    return await read(await task.promise);
  } finally {
    await task.destroy();
  }
}

export const readPdf = (bytes: Uint8Array): Promise<ReadPdf> =>
  reading(bytes, async (document) => {
    const pages: PdfPage[] = [];
    const structure: StructureElement[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const { width, height } = page.getViewport({ scale: 1 });
      const content = await page.getTextContent({ includeMarkedContent: true });
      pages.push({ lines: linesOf(content.items), width, height });
      const tree = (await page.getStructTree()) as Tree | null;
      if (tree) structure.push(...elementsOf(tree, markedText(content)).elements);
    }
    const { info } = (await document.getMetadata()) as { info: { Title?: string; Language?: string } };
    return {
      pages,
      text: pages.flatMap(({ lines }) => lines).join(' '),
      title: info.Title ?? null,
      language: info.Language ?? null,
      tagged: (await document.getMarkInfo())?.Marked ?? false,
      outline: entriesOf(await document.getOutline()),
      structure,
    };
  });

/** The titles of an outline, each before those under it. */
export const titlesOf = (outline: readonly OutlineEntry[]): string[] =>
  outline.flatMap(({ title, under }) => [title, ...titlesOf(under)]);

/** The text of a PDF in reading order, with single spaces. */
export const textOfPdf = async (bytes: Uint8Array): Promise<string> => (await readPdf(bytes)).text;

interface Painted {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and opacity of each dot. */
  readonly data: Uint8ClampedArray;
}

const POINTS_PER_INCH = 72;
const DOTS_PER_INCH = 150;

/** A page as a printer puts it on paper, at 150 dots an inch. @param number of the page, from one */
export const paintPage = (bytes: Uint8Array, number: number): Promise<Painted> =>
  reading(bytes, async (document) => {
    const page = await document.getPage(number);
    const viewport = page.getViewport({ scale: DOTS_PER_INCH / POINTS_PER_INCH });
    const [width, height] = [Math.ceil(viewport.width), Math.ceil(viewport.height)];
    const { canvas, context } = (document.canvasFactory as CanvasFactory).create(width, height);
    await page.render({ canvas, viewport } as unknown as Parameters<typeof page.render>[0]).promise;
    return context.getImageData(0, 0, width, height);
  });
