/** The views of a list that its reader kept: each its filters under a name. Drawn by `listViews` of `platform/lists.njk`. */
export interface ListViews {
  readonly views: readonly { readonly name: string; readonly href: string; readonly current: boolean }[];
  /** Where what is shown is kept as one more; null where it has no filters, or is kept already. */
  readonly keep: string | null;
}
