/** A commune, as far as a desk needs to know it. */
interface Served {
  readonly code: string;
  readonly name: string;
  readonly firstDeskId: string;
}

/**
 * The commune in which most families of a desk live who come in: the one that its own address names, or the only one
 * that it serves; null where nothing tells.
 */
export function homeOfDesk(
  { id, address }: { readonly id: string; readonly address: string },
  communes: readonly Served[],
): string | null {
  const own = communes.filter(({ firstDeskId }) => firstDeskId === id);
  // The longest name first: Saint-Vallier is no part of Saint-Vallier-sur-Rhône.
  const named = own.filter(({ name }) => address.includes(name)).sort((a, b) => b.name.length - a.name.length);
  return (named[0] ?? (own.length === 1 ? own[0] : undefined))?.code ?? null;
}
