/** One part of a document of minutes, below its heading. */
export interface Block {
  readonly heading: string;
  readonly paragraphs?: readonly string[];
  readonly list?: readonly string[];
  /** Paragraphs below the list. */
  readonly after?: readonly string[];
  readonly table?: {
    readonly columns: readonly string[];
    readonly widths: readonly string[];
    readonly rows: readonly (readonly string[])[];
  };
}

/** A list, or a sentence where there is nothing to list. */
export const listOr = (list: readonly string[], none: string): Pick<Block, 'list' | 'paragraphs'> =>
  list.length > 0 ? { list } : { paragraphs: [none] };

/** A part that is left out where it has no line. */
export const blockOf = (heading: string, list: readonly string[]): Block[] =>
  list.length > 0 ? [{ heading, list }] : [];
