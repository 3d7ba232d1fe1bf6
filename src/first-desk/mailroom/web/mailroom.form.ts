import { IsOptional, IsString, MaxLength } from 'class-validator';

export class BatchForm {
  /** Empty for the letters to members of commissions. */
  @IsOptional()
  @IsString({ message: 'mailroom.errors.desk' })
  @MaxLength(80, { message: 'mailroom.errors.desk' })
  desk?: string;
}

export class ReturnedForm {
  @IsOptional()
  @IsString({ each: true, message: 'mailroom.errors.returned' })
  @MaxLength(36, { each: true, message: 'mailroom.errors.returned' })
  letters?: string | string[];
}
