/** Which sheet of a workbook is read, and what was not. */
export interface SheetChoice {
  /** Null while a person has to say it. */
  readonly sheet: string | null;
  /** The sheets that hold a list, the one that is read among them. */
  readonly lists: readonly string[];
  readonly others: readonly { readonly name: string; readonly why: 'hidden' | 'unreadable' | 'empty' | 'no_list' }[];
}

/** What a sheet has that a file of text has not, for whoever looks at the list. */
export interface SheetSaid {
  readonly sheet: string;
  /** Rows that the sheet does not show. They are read: a filter that was left on hides families. */
  readonly hiddenRows: readonly number[];
  readonly hiddenColumns: readonly string[];
  readonly unansweredFormulas: number;
  /** Whether some lines have coloured cells and others none. What colours mean is not read. */
  readonly isColoured: boolean;
}
