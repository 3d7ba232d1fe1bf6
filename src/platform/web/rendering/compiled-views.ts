/** The functions that Nunjucks makes of a view: `root`, and one for each block. */
export type CompiledView = Readonly<Record<string, unknown>>;

/**
 * The views of the build by their names, compiled from Nunjucks to JavaScript. The sources have none: there a view is
 * compiled when it is first shown. `scripts/bundle.js` writes this module again.
 */
export const compiledViews: Readonly<Record<string, () => CompiledView>> = {};
