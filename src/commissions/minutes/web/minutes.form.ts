import { IsString, Length, Matches } from 'class-validator';

export class SignatureForm {
  @IsString({ message: 'minutes.errors.name' }) @Length(2, 120, { message: 'minutes.errors.name' }) name: string;
  /** Hash of the minutes that were read. */
  @Matches(/^[0-9a-f]{64}$/, { message: 'minutes.errors.sha256' }) sha256: string;
}
