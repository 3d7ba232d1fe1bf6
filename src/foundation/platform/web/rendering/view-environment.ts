import nunjucks from 'nunjucks';
import type { Language } from '../../../kernel/language.js';
import type { Catalogue } from '../../i18n/index.js';
import { assetUrls } from './asset-urls.js';
import { filtersOf } from './filters.js';
import { holdPunctuation } from './held-punctuation.js';
import { TemplateLoader, VIEW_SYNTAX } from './template-loader.js';

/**
 * One Nunjucks environment per language: templates and the macros they import all see that language's `t`,
 * `lang` and filters, with nothing to pass along. Templates are compiled once and kept.
 */
export class ViewEnvironment {
  readonly #byLang = new Map<Language, nunjucks.Environment>();

  constructor(
    private readonly root: string,
    private readonly catalogue: Catalogue,
    private readonly exampleYear: () => number,
  ) {}

  in(lang: Language): nunjucks.Environment {
    let environment = this.#byLang.get(lang);
    if (!environment) {
      environment = this.#create(lang);
      this.#byLang.set(lang, environment);
    }
    return environment;
  }

  #create(lang: Language): nunjucks.Environment {
    const translator = this.catalogue.translator(lang);
    const environment = new nunjucks.Environment(new TemplateLoader(this.root), VIEW_SYNTAX);
    environment.addGlobal('t', translator.t);
    environment.addGlobal('hasMessage', translator.has);
    environment.addGlobal('lang', lang);
    environment.addGlobal('exampleYear', this.exampleYear);
    environment.addGlobal('asset', assetUrls(this.root));
    for (const [name, filter] of Object.entries(filtersOf(translator))) environment.addFilter(name, filter);
    return environment;
  }
}

/**
 * @param root holds the features: dist/ in production, src/ under test
 * @param exampleYear the year that examples of dates name: one to come
 */
export const createEnvironment = (root: string, catalogue: Catalogue, exampleYear: () => number): ViewEnvironment =>
  new ViewEnvironment(root, catalogue, exampleYear);

/** The HTML of a view, found where {@link TemplateLoader} says. Throws when it does not exist. */
export const renderView = (env: ViewEnvironment, view: string, lang: Language, model: object): string =>
  holdPunctuation(env.in(lang).render(view.endsWith('.njk') ? view : `${view}.njk`, model));
