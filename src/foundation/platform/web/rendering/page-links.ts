export interface PageLinks {
  readonly previous: string | null;
  readonly next: string | null;
  readonly items: readonly (
    { readonly number: number; readonly href: string; readonly current: boolean } | { readonly ellipsis: true }
  )[];
}

/** Links for the `pagination` macro: first, last, and the neighbours of `page` (1-based). */
export function pageLinks(page: number, pages: number, hrefOf: (page: number) => string): PageLinks {
  const shown = Array.from({ length: pages }, (_, index) => index + 1).filter(
    (number) => number === 1 || number === pages || Math.abs(number - page) <= 1,
  );
  return {
    previous: page > 1 ? hrefOf(page - 1) : null,
    next: page < pages ? hrefOf(page + 1) : null,
    items: shown.flatMap((number, index) => {
      const gap = index > 0 && number - (shown[index - 1] ?? 0) > 1;
      const item = { number, href: hrefOf(number), current: number === page };
      return gap ? [{ ellipsis: true as const }, item] : [item];
    }),
  };
}
