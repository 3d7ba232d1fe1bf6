import { Global, Module } from '@nestjs/common';
import { UnsentForms } from './unsent-forms.js';

@Global()
@Module({ providers: [UnsentForms], exports: [UnsentForms] })
export class UnsentFormsModule {}
