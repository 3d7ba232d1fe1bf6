import { Body, Controller, Get, Headers, Param, Post, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiCreatedResponse,
  ApiExtraModels,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Idempotency } from '../../../foundation/platform/idempotency/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import { ApiProblems, checkForm, InvalidInput } from '../../../foundation/platform/web/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { contradictions, formOfDeposit } from './deposit-form.js';
import { PortalDeposits, type DepositAnswer } from '../portal-deposits.js';
import { DepositDto } from './deposit.dto.js';
import { DepositStatusDto, ProviderDto } from './portal.dto.js';

type Client = Extract<Actor, { kind: 'client' }>;

/** Visible ASCII, as the IETF draft on Idempotency-Key has it. */
const KEY = /^[\x21-\x7e]{8,200}$/;

/** Far more establishments than a territory has. */
const MOST_PROVIDERS = 1000;

@ApiTags('dossiers')
@ApiBearerAuth()
@Allow(Permission.DepositDossier)
@Controller('api/v1')
export class PortalController {
  constructor(
    private readonly deposits: PortalDeposits,
    private readonly idempotency: Idempotency,
    private readonly supply: Supply,
    private readonly territory: Territory,
  ) {}

  @ApiOperation({
    summary: 'Deposit the dossier of one family',
    description: 'The family gets its receipt from the desk, with a link to its dossier.',
  })
  @ApiHeader({
    name: 'Idempotency-Key',
    required: true,
    schema: { type: 'string', minLength: 8, maxLength: 200, pattern: KEY.source },
    description:
      'The same key and body give the same answer; another body 422; while under way 409; more in an hour ' +
      'than one client may deposit 429, with Retry-After',
  })
  @ApiBody({ type: DepositDto })
  @ApiCreatedResponse({
    type: DepositStatusDto,
    headers: { Location: { description: 'Where its state is read', schema: { type: 'string', maxLength: 60 } } },
  })
  @ApiProblems(400, 401, 409, 413, 415, 422, 429, 503)
  @Post('dossiers')
  async deposit(
    @CurrentActor() client: Client,
    @Headers('idempotency-key') key: string | undefined,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    if (!key || !KEY.test(key))
      throw new InvalidInput([{ field: 'Idempotency-Key', message: 'portal.errors.key' }], 400);
    const submitted = checkForm(DepositDto, body);
    if (!submitted.ok) throw new InvalidInput(submitted.errors);
    const form = formOfDeposit(submitted.value);
    const communes = new Map(this.territory.communes().map(({ code, postalCodes }) => [code, postalCodes]));
    const errors = contradictions(form, { communes, providers: this.supply.wishableIds() });
    if (errors.length > 0) throw new InvalidInput(errors);
    const answered = await this.idempotency.once(client.clientId, key, body, async (tx) => ({
      status: 201,
      body: await this.deposits.depositDossier(tx, client, form),
    }));
    void reply.status(answered.status).header('location', `/api/v1/dossiers/${(answered.body as DepositAnswer).id}`);
    return answered.body;
  }

  @ApiOperation({
    summary: 'How the requests of a deposit stand',
    description: 'A deposit of this client and no other; nothing that the family wrote is given back.',
  })
  @ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid', maxLength: 36 } })
  @ApiOkResponse({ type: DepositStatusDto })
  @ApiProblems(401, 404)
  @Get('dossiers/:id')
  status(@CurrentActor() client: Client, @Param('id') id: string): Promise<DepositAnswer> {
    return this.deposits.readStatus(client, id);
  }

  @ApiOperation({
    summary: 'The establishments a wish may name',
    description: 'Those that are open to requests now. Their ids do not change.',
  })
  @ApiOkResponse({ schema: { type: 'array', maxItems: MOST_PROVIDERS, items: { $ref: getSchemaPath(ProviderDto) } } })
  @ApiExtraModels(ProviderDto)
  @ApiProblems(401)
  @Get('providers')
  providers(): ProviderDto[] {
    return this.supply.establishments().map(({ id, name, communeCode }) => ({ id, name, communeCode }));
  }
}
