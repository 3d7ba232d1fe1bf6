import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR } from '@nestjs/core';
import { Config } from '../../config/index.js';
import { Clock } from '../../kernel/clock.js';
import { SOURCE_ROOT } from '../../source-root.js';
import { RefusedPages } from '../audit/index.js';
import { Catalogue } from '../i18n/index.js';
import { PdfRenderer } from '../pdf/index.js';
import { AskedFirst } from './asked-first.js';
import { ErrorFilter } from './error.filter.js';
import { Finds } from './finds.js';
import { DaySources } from './today.js';
import { KeptPages } from './kept-pages.js';
import { Navigation } from './navigation.js';
import { PageInterceptor } from './page.interceptor.js';
import { PageRenderer } from './page-renderer.js';
import { createEnvironment, ViewEnvironment } from './rendering/index.js';
import { WellKnownController } from './well-known.controller.js';
import { Demonstration } from '../settings/index.js';
import { RequestWords } from './words.js';

/** In the languages of the document; in all of them where it names none. */
function inventedIn(catalogue: Catalogue, languages: readonly string[]): string {
  const own = catalogue.languages.filter((lang) => languages.includes(lang));
  return (own.length > 0 ? own : catalogue.languages)
    .map((lang) => catalogue.translator(lang).t('web.page.invented'))
    .join(' – ');
}

@Global()
@Module({
  controllers: [WellKnownController],
  providers: [
    {
      provide: Catalogue,
      inject: [Config],
      useFactory: (config: Config) => Catalogue.load(SOURCE_ROOT, { strict: config.mode === 'test' }),
    },
    {
      provide: ViewEnvironment,
      inject: [Catalogue, Clock],
      useFactory: (catalogue: Catalogue, clock: Clock) =>
        createEnvironment(SOURCE_ROOT, catalogue, () => Number(clock.today().slice(0, 4)) + 1),
    },
    {
      provide: PdfRenderer,
      inject: [Demonstration, Catalogue],
      useFactory: (demonstration: Demonstration, catalogue: Catalogue) =>
        new PdfRenderer(SOURCE_ROOT, (languages) =>
          demonstration.isInvented ? inventedIn(catalogue, languages) : null,
        ),
    },
    Navigation,
    Finds,
    DaySources,
    RequestWords,
    PageRenderer,
    KeptPages,
    RefusedPages,
    AskedFirst,
    { provide: APP_INTERCEPTOR, useClass: PageInterceptor },
    { provide: APP_FILTER, useClass: ErrorFilter },
  ],
  exports: [Catalogue, ViewEnvironment, PdfRenderer, Navigation, Finds, DaySources, PageRenderer, RequestWords],
})
export class WebModule {}
