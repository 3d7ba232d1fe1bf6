import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiNoContentResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { Outbox } from '../../../foundation/platform/outbox/index.js';
import { Allow, Permission } from '../../../foundation/platform/security/index.js';
import { ApiProblems, checkForm, InvalidInput } from '../../../foundation/platform/web/index.js';

export class BounceDto {
  @ApiProperty({
    description: 'Message-ID of the mail that came back',
    maxLength: 300,
    example: '<0198c0de-0000-7000-8000-000000000001@petite-enfance.example.org>',
  })
  @Matches(/^<?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(@[^\s<>]{1,255})?>?$/i, {
    message: 'mailroom.errors.messageId',
  })
  messageId: string;

  @ApiProperty({
    type: String,
    maxLength: 9,
    required: false,
    nullable: true,
    description: 'Enhanced status code (RFC 3463)',
    example: '5.1.1',
  })
  @IsOptional()
  @Matches(/^\d\.\d{1,3}\.\d{1,3}$/, { message: 'mailroom.errors.code' })
  code?: string | null;
}

/** Where the mail provider reports a mail that came back after it had accepted it. */
@ApiTags('mails')
@ApiBearerAuth()
@Allow(Permission.ReportBounces)
@Controller('api/v1/bounces')
export class BouncesController {
  constructor(private readonly outbox: Outbox) {}

  @ApiOperation({
    summary: 'A mail came back',
    description: 'Known by its Message-ID; the desk of the family is told once, however often it is reported.',
  })
  @ApiNoContentResponse({ description: 'Noted, now or before' })
  @ApiProblems(400, 401, 404, 413, 415, 422)
  @HttpCode(204)
  @ApiBody({ type: BounceDto })
  @Post()
  async bounced(@Body() body: unknown): Promise<void> {
    const submitted = checkForm(BounceDto, body);
    if (!submitted.ok) throw new InvalidInput(submitted.errors);
    const { messageId, code } = submitted.value;
    const id = messageId.replace(/^<|[@>].*$/g, '').toLowerCase();
    if (!(await this.outbox.recordBounce(id, code ?? null))) throw new NotFound('message');
  }
}
