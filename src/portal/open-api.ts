import { Injectable, type INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { Config } from '../config/index.js';

/** The OpenAPI description, made from the decorators that also check the input. */
@Injectable()
export class OpenApi {
  private app: INestApplication | undefined;
  private made: object | undefined;

  constructor(private readonly config: Config) {}

  /** Keeps the application. Its routes are read when somebody first asks for the description. */
  keepApplication(app: INestApplication): void {
    this.app = app;
  }

  private describe(app: INestApplication): object {
    const settings = new DocumentBuilder()
      .setTitle('Marelle')
      .setDescription(
        'Deposit of a family’s dossier by a town’s own portal. Refusals are RFC 9457 problem documents. A body holds ' +
          '256 KiB at most. One client may deposit as many dossiers in an hour as the territory allows: then 429, with ' +
          'Retry-After.',
      )
      .setVersion('1')
      .setLicense('EUPL-1.2', 'https://eupl.eu/1.2/en/')
      .addServer(this.config.BASE_URL)
      .addBearerAuth()
      .build();
    const whole = SwaggerModule.createDocument(app, settings);
    // Pages are not part of the API, so their routes are left out.
    const paths = Object.fromEntries(Object.entries(whole.paths).filter(([path]) => path.startsWith('/api/v1')));
    return { ...whole, paths };
  }

  readDocument(): object {
    if (!this.app) throw new Error('OpenApi knows no application');
    this.made ??= this.describe(this.app);
    return this.made;
  }
}
