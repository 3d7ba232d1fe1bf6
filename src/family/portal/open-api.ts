import { Injectable, type INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { Config } from '../../foundation/config/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Day } from '../../foundation/kernel/time.js';
import { depositExample } from './deposit-example.js';

/** OpenAPI 3.0 knows `nullable` beside a type only: a part that refers to another one says that it is an object. */
function withTypes(document: OpenAPIObject): OpenAPIObject {
  return JSON.parse(JSON.stringify(document), (_, value: unknown) => {
    const part = value as { nullable?: boolean; type?: string } | null;
    if (typeof part?.nullable !== 'boolean' || part.type !== undefined) return value;
    const { nullable, ...rest } = part;
    return nullable ? { ...part, type: 'object' } : rest;
  }) as OpenAPIObject;
}

/** The OpenAPI description, made from the decorators that also check the input. */
@Injectable()
export class OpenApi {
  private app: INestApplication | undefined;
  private made: { readonly year: string; readonly document: object } | undefined;

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** Keeps the application. Its routes are read when somebody first asks for the description. */
  keepApplication(app: INestApplication): void {
    this.app = app;
  }

  private describe(app: INestApplication, today: Day): object {
    const settings = new DocumentBuilder()
      .setTitle('Marelle')
      .setDescription(
        'Deposit of a family’s dossier by a town’s own portal. Refusals are RFC 9457 problem documents. A body holds ' +
          '256 KiB at most. One client may deposit as many dossiers in an hour as the territory allows: then 429, with ' +
          'Retry-After. Any request may also be answered 429 or 503 by the proxy, or 500, each with a problem document.',
      )
      .setVersion('1')
      .setLicense('EUPL-1.2', 'https://eupl.eu/1.2/en/')
      .addServer(this.config.BASE_URL)
      .addTag('dossiers', 'What a town’s own portal deposits and reads')
      .addTag('mails', 'What the mail provider reports')
      .addBearerAuth({
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'opaque',
        description: 'A random token, told once by the administrator: it holds nothing, and ends when it is closed',
      })
      .build();
    const whole = SwaggerModule.createDocument(app, settings);
    const { requestBody } = whole.paths['/api/v1/dossiers']!.post!;
    const content = (requestBody as { content: Record<string, { examples?: object }> }).content['application/json']!;
    content.examples = { family: { summary: 'One child, two wishes', value: depositExample(today) } };
    // Pages are not part of the API, so their routes are left out.
    const paths = Object.fromEntries(Object.entries(whole.paths).filter(([path]) => path.startsWith('/api/v1')));
    return {
      ...withTypes(whole),
      paths,
      servers: (whole.servers ?? []).map((server) => ({ ...server, 'x-internal': false })),
    };
  }

  readDocument(): object {
    if (!this.app) throw new Error('OpenApi knows no application');
    const today = this.clock.today();
    const year = today.slice(0, 4);
    if (this.made?.year !== year) this.made = { year, document: this.describe(this.app, today) };
    return this.made.document;
  }
}
