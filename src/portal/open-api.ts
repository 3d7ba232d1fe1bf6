import { Injectable, type INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** The description of the API, made from the same decorators that check its input. */
@Injectable()
export class OpenApi {
  private made: object | undefined;

  /** Called once the application exists: the description is read from its routes. */
  describe(app: INestApplication): void {
    const settings = new DocumentBuilder()
      .setTitle('Marelle')
      .setDescription('Deposit of a family’s dossier by a town’s own portal. Errors are RFC 9457 problem documents.')
      .setVersion('1')
      .addBearerAuth()
      .build();
    const whole = SwaggerModule.createDocument(app, settings);
    // Pages are not part of the API.
    const paths = Object.fromEntries(Object.entries(whole.paths).filter(([path]) => path.startsWith('/api/v1')));
    this.made = { ...whole, paths };
  }

  document(): object {
    return this.made ?? {};
  }
}
