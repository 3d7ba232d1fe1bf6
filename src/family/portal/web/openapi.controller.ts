import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../../../foundation/platform/security/index.js';
import { OpenApi } from '../open-api.js';

@ApiExcludeController()
@Controller('api')
export class OpenApiController {
  constructor(private readonly openApi: OpenApi) {}

  @Public()
  @Get('openapi.json')
  document(): object {
    return this.openApi.readDocument();
  }
}
