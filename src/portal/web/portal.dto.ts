import { ApiProperty } from '@nestjs/swagger';
import { REQUEST_STATES } from '../../dossier/index.js';

class RequestStatusDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: REQUEST_STATES as unknown as string[] }) state: string;
}

export class DepositStatusDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What the family says on the phone; null when it had a dossier already',
  })
  number: string | null;
  @ApiProperty({ format: 'date-time' }) receivedAt: string;
  @ApiProperty({ type: [RequestStatusDto] }) requests: RequestStatusDto[];
}

export class ProviderDto {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty() communeCode: string;
}
