import { ApiProperty } from '@nestjs/swagger';
import { REQUEST_STATES } from '../../../dossier/dossier/index.js';

class RequestStatusDto {
  @ApiProperty({ format: 'uuid', maxLength: 36 }) id: string;
  @ApiProperty({ enum: REQUEST_STATES as unknown as string[] }) state: string;
}

export class DepositStatusDto {
  @ApiProperty({ format: 'uuid', maxLength: 36 }) id: string;
  @ApiProperty({
    type: String,
    maxLength: 20,
    nullable: true,
    description: 'What the family says on the phone; null when it had a dossier already',
  })
  number: string | null;
  @ApiProperty({ format: 'date-time', maxLength: 24 }) receivedAt: string;
  @ApiProperty({ type: [RequestStatusDto], maxItems: 6 }) requests: RequestStatusDto[];
}

export class ProviderDto {
  @ApiProperty({ maxLength: 80 }) id: string;
  @ApiProperty({ maxLength: 200 }) name: string;
  @ApiProperty({ maxLength: 5 }) communeCode: string;
}
