import { Injectable, type INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** The OpenAPI description, made from the decorators that also check the input. */
@Injectable()
export class OpenApi {
  private app: INestApplication | undefined;
  private made: object | undefined;

  /** Keeps the application. Its routes are read when somebody first asks for the description. */
  keepApplication(app: INestApplication): void {
    this.app = app;
  }

  private describe(app: INestApplication): object {
    const settings = new DocumentBuilder()
      .setTitle('Marelle')
      .setDescription('Deposit of a family’s dossier by a town’s own portal. Errors are RFC 9457 problem documents.')
      .setVersion('1')
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
