/** The blocks of a message: paragraphs, lists, and links on a line of their own, with what they do in front of them. */
export type Block =
  | { readonly kind: 'paragraph'; readonly lines: readonly string[] }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'link'; readonly label: string | null; readonly href: string };

const ITEM = /^[-–] (.*)$/;
/** `Suivre ma demande : https://…`, or an address alone. */
const LINK = /^(?:(\S.*?)\s?:\s)?(https?:\/\/\S+)$/;

/** Reads the plain text of a message as a person would: an empty line ends a paragraph, a dash begins an item. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  let items: string[] = [];
  const close = (): void => {
    if (lines.length > 0) blocks.push({ kind: 'paragraph', lines });
    if (items.length > 0) blocks.push({ kind: 'list', items });
    lines = [];
    items = [];
  };
  for (const line of text.split('\n').map((written) => written.trim())) {
    const item = ITEM.exec(line)?.[1];
    const link = LINK.exec(line);
    if (item !== undefined) {
      if (lines.length > 0) close();
      items.push(item);
    } else if (line === '' || link) {
      close();
      if (link) blocks.push({ kind: 'link', label: link[1] ?? null, href: link[2]! });
    } else {
      if (items.length > 0) close();
      lines.push(line);
    }
  }
  close();
  return blocks;
}
