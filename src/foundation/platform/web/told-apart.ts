interface ToldLink {
  readonly text: string;
  readonly hint?: string;
  readonly label?: string;
}

/**
 * Links of a list that would be read alike, as those of twins whom a list named by their family: from the second on they
 * have their number, read out (RGAA 6.1). `about` and `label` are those of a cell of `dataTable`.
 */
export function toldApart<Link extends ToldLink>(links: readonly Link[]): (Link & { readonly about?: string })[] {
  const seen = new Map<string, number>();
  return links.map((link) => {
    const key = JSON.stringify([link.label ?? link.text, link.hint]);
    const nth = (seen.get(key) ?? 0) + 1;
    seen.set(key, nth);
    if (nth === 1) return link;
    return link.label === undefined ? { ...link, about: String(nth) } : { ...link, label: `${link.label}, ${nth}` };
  });
}
