const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
const BY_CHARACTER = new Map(Object.entries(ENTITIES).map(([entity, character]) => [character, entity]));

/** As Nunjucks writes a text into a page. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => BY_CHARACTER.get(character)!);

/** The text of a piece of a rendered page, without its tags. */
export const plainText = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity]!)
    .replace(/\s+/g, ' ')
    .trim();

/** The labels of the fields of a rendered page, as plain text by the ids of the fields. */
export function labelsIn(html: string): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const [, id = '', label = ''] of html.matchAll(/<label\b[^>]*\bfor="([^"]*)"[^>]*>([\s\S]*?)<\/label>/g)) {
    const text = plainText(label);
    if (text && !labels.has(id)) labels.set(id, text);
  }
  return labels;
}
