/**
 * The module `compiled-views.js` of the bundle: every view of dist/ and of the component library, as the JavaScript that
 * Nunjucks makes of it. A function for each, so that one that is never shown is never run.
 */
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import nunjucks from 'nunjucks';
import { readView, VIEW_SYNTAX } from '../dist/platform/web/rendering/template-loader.js';

const GOVUK = join(dirname(createRequire(import.meta.url).resolve('govuk-frontend/package.json')), 'dist');

/** Views below a folder, by the names that `TemplateLoader` gives them. */
const viewsBelow = (root, folder, nameOf) =>
  readdirSync(join(root, folder), { recursive: true })
    .filter((file) => file.endsWith('.njk'))
    .map((file) => ({ path: join(root, folder, file), name: nameOf(join(folder, file).replaceAll(sep, '/')) }));

export function compiledViews(dist) {
  const views = [
    ...viewsBelow(dist, '', (file) => file.replace('/web/views/', '/')),
    ...viewsBelow(GOVUK, 'govuk', (file) => file),
  ];
  const env = new nunjucks.Environment([], VIEW_SYNTAX);
  const wrapper = ([{ name, template }]) => `${JSON.stringify(name)}: () => {${template}}`;
  const entries = views.map(({ path, name }) => nunjucks.precompileString(readView(path), { name, env, wrapper }));
  return `export const compiledViews = {${entries.join(',\n')}};`;
}
