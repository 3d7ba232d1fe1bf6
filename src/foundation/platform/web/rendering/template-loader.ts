import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, posix } from 'node:path';
import nunjucks from 'nunjucks';
import { folderOf } from '../../../source-root.js';

/** How our views, and those of the component library, are to be read. */
export const VIEW_SYNTAX = { autoescape: true, trimBlocks: true, lstripBlocks: true } as const;

const GOVUK_ROOT = join(dirname(createRequire(import.meta.url).resolve('govuk-frontend/package.json')), 'dist');

/**
 * A view as it is compiled. A form without a name has no role (HTML-AAM), and a name would add a landmark for each
 * button of a list. Some judges take every form for one: it says what it is.
 */
const readView = (file: string): string =>
  readFileSync(file, 'utf8').replace(/<form (?![^>]*\b(?:role|aria-label)=)/g, '<form role="none" ');

/**
 * Finds templates in the folder of their feature or room, whatever its wing. `family/home.njk` is
 * `family/web/views/home.njk`, `commission/sitting/case.njk` is `commission/sitting/web/views/case.njk`, and `govuk/…` is the component
 * library. Names do not depend on folders, so that relative imports within the library resolve.
 */
export class TemplateLoader extends nunjucks.Loader {
  readonly async = false;

  constructor(private readonly root: string) {
    super();
  }

  getSource(name: string): nunjucks.LoaderSource {
    const file = this.#fileOf(name);
    // Nunjucks wants null for a missing template, and then names it. Its types do not allow null.
    if (!existsSync(file)) return null as unknown as nunjucks.LoaderSource;
    return { src: readView(file), path: name, noCache: false };
  }

  override resolve(from: string, to: string): string {
    return posix.join(posix.dirname(from), to);
  }

  #fileOf(name: string): string {
    if (name.includes('..')) throw new Error(`Template outside its feature: ${name}`);
    if (name.startsWith('govuk/')) return join(GOVUK_ROOT, name);
    return join(folderOf(this.root, posix.dirname(name)), 'web', 'views', posix.basename(name));
  }
}
