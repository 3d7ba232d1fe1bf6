const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };

/** What a rendered page calls the field of this id, as one reads it; null when nothing on it is its label. */
export function labelIn(html: string, id: string): string | null {
  const label = [...html.matchAll(/<label\b[^>]*\bfor="([^"]*)"[^>]*>([\s\S]*?)<\/label>/g)].find(([, field]) => field === id)?.[2];
  const text = label?.replace(/<[^>]+>/g, ' ').replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity]!).replace(/\s+/g, ' ').trim();
  return text || null;
}
