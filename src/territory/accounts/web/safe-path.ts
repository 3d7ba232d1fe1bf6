/** Accepts only a path of this site, so that a link to a page cannot send people elsewhere. */
export const safePath = (path: string | undefined): string =>
  path && /^\/(?![/\\])[\w\-/.?=&%]*$/.test(path) ? path : '/personnel';
