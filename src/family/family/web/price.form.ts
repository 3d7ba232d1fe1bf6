import { IsIn, IsNotEmpty, IsOptional, Matches } from 'class-validator';

/** What a price is estimated from. It is used once and kept nowhere, neither in the database nor in an address. */
export class PriceForm {
  @IsNotEmpty({ message: 'family.errors.priceResources' })
  @Matches(/^\d[\d\s]{0,7}([.,]\d{1,2})?$/, { message: 'family.errors.priceResources' })
  resources: string;

  @Matches(/^([1-9]|1\d|20)$/, { message: 'family.errors.priceChildren' })
  children: string;

  @IsOptional()
  @IsIn(['yes', 'no'], { message: 'family.errors.priceDisabled' })
  disabled?: string;
}
