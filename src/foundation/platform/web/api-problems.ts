import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiProperty, ApiResponse, getSchemaPath } from '@nestjs/swagger';

class ProblemErrorDto {
  @ApiProperty({
    description: 'JSON pointer of the field (RFC 6901)',
    example: '/children/0/need/wantedFrom',
    maxLength: 200,
  })
  pointer: string;
  @ApiProperty({ description: 'A sentence in the language asked for', maxLength: 1000 }) detail: string;
}

/** A problem document (RFC 9457), as the description of the API tells it. */
export class ProblemDto {
  @ApiProperty({ example: 'about:blank', maxLength: 100 }) type: string;
  @ApiProperty({ maxLength: 200 }) title: string;
  @ApiProperty({ type: 'integer', format: 'int32', minimum: 400, maximum: 599, example: 422 }) status: number;
  @ApiProperty({ description: 'What is wrong, in the language of Accept-Language: French or English', maxLength: 1000 })
  detail: string;
  @ApiProperty({
    type: [ProblemErrorDto],
    required: false,
    maxItems: 50,
    description: 'The invalid fields, fifty at most',
  })
  errors?: ProblemErrorDto[];
  @ApiProperty({ description: 'To be given to the desk, which finds the request by it', maxLength: 64 })
  reference: string;
}

/** Why a request may be refused. */
const REASONS = {
  400: 'The body is not JSON, or a header is missing or malformed',
  401: 'No token, or one that is not known',
  403: 'The token does not allow this',
  404: 'It does not exist, or is another client’s',
  409: 'The first request with this key is still under way: send it again later',
  413: 'The body is larger than 256 KiB',
  415: 'The body is not application/json',
  422: 'A field is invalid, answers contradict each other, or the key was used for another body',
  429: 'More in an hour than one client may send',
  503: 'The desk is not open yet, or its data are out of reach for a moment: send it again later, with the same key',
} as const;

/** The refusals of a route, each a problem document. */
export const ApiProblems = (...statuses: readonly (keyof typeof REASONS)[]): MethodDecorator =>
  applyDecorators(
    ApiExtraModels(ProblemDto),
    ...statuses.map((status) =>
      ApiResponse({
        status,
        description: REASONS[status],
        content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDto) } } },
        ...(status === 429
          ? {
              headers: {
                'Retry-After': { description: 'When to try again', schema: { type: 'string', maxLength: 40 } },
              },
            }
          : {}),
      }),
    ),
  );
