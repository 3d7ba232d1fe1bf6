import { IsOptional, IsString } from 'class-validator';

export class DepartureForm {
  @IsOptional() @IsString() lastDayDay?: string;
  @IsOptional() @IsString() lastDayMonth?: string;
  @IsOptional() @IsString() lastDayYear?: string;
}

export class ExtensionForm {
  @IsOptional() @IsString() newLastDayDay?: string;
  @IsOptional() @IsString() newLastDayMonth?: string;
  @IsOptional() @IsString() newLastDayYear?: string;
}

export class SectionForm {
  @IsOptional() @IsString() changeDay?: string;
  @IsOptional() @IsString() changeMonth?: string;
  @IsOptional() @IsString() changeYear?: string;

  @IsString({ message: 'eaje.errors.sectionMissing' })
  sectionId: string;
}

export class NoShowForm {}
