const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s${name}="([^"]*)"`)
    .exec(tag)?.[1]
    ?.replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

/**
 * What a browser would send of the longest form of a page: texts, hidden fields, ticked boxes and chosen options, but
 * no button.
 */
export function formOf(html: string): Record<string, string | string[]> {
  const forms = [...html.matchAll(/<form\b[^>]*method="post"[^>]*>([\s\S]*?)<\/form>/g)].map(([, inside]) => inside!);
  const form = forms.sort((a, b) => b.length - a.length)[0] ?? '';
  const fields: Record<string, string | string[]> = {};
  const put = (name: string, value: string): void => {
    const known = fields[name];
    fields[name] = known === undefined ? value : [known, value].flat();
  };
  for (const [tag] of form.matchAll(/<input\b[^>]*>/g)) {
    const name = attribute(tag, 'name');
    const type = attribute(tag, 'type') ?? 'text';
    if (!name || name === '_csrf' || (['checkbox', 'radio'].includes(type) && !/\schecked\b/.test(tag))) continue;
    put(name, attribute(tag, 'value') ?? '');
  }
  for (const [, head, inside] of form.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
    const chosen = [...inside!.matchAll(/<option\b[^>]*>/g)]
      .map(([tag]) => tag)
      .find((tag) => /\sselected\b/.test(tag));
    put(attribute(head!, 'name')!, chosen ? (attribute(chosen, 'value') ?? '') : '');
  }
  return fields;
}
