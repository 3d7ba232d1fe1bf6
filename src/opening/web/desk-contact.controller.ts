import { Controller, Get, Param, Post } from '@nestjs/common';
import { IsEmail, IsString, MaxLength, MinLength, ValidateBy } from 'class-validator';
import { NotFound } from '../../kernel/refusal.js';
import { readPhone } from '../../kernel/phone-number.js';
import type { Translator } from '../../platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../platform/security/index.js';
import {
  Form,
  page,
  redirect,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../platform/web/index.js';
import { DeskContacts, Territory, type FirstDesk } from '../../territory/index.js';

class DeskContactForm {
  @IsString({ message: 'opening.errors.address' })
  @MinLength(5, { message: 'opening.errors.address' })
  @MaxLength(200, { message: 'opening.errors.address' })
  address: string;

  @ValidateBy(
    {
      name: 'isPhone',
      validator: { validate: (value: unknown) => typeof value === 'string' && readPhone(value) !== null },
    },
    { message: 'opening.errors.phone' },
  )
  phone: string;

  @IsEmail({}, { message: 'opening.errors.email' })
  @MaxLength(80, { message: 'opening.errors.email' })
  email: string;
}

const VIEW = 'opening/desk-contact';

/** Where families find a first desk. */
@Allow(Permission.PrepareOpening)
@Controller('administration/ouverture/guichets')
export class DeskContactController {
  constructor(
    private readonly territory: Territory,
    private readonly contacts: DeskContacts,
  ) {}

  @Get(':deskId')
  showContact(@Words() { t }: Translator, @Param('deskId') deskId: string): Page {
    const { name, address, phone, email } = this.deskOf(deskId);
    return page(VIEW, {
      title: t('opening.desk.title', { name }),
      form: { values: { address, phone, email }, errors: [] },
    });
  }

  @Post(':deskId')
  async changeContact(
    @Words() { t }: Translator,
    @CurrentActor() actor: Actor,
    @Param('deskId') deskId: string,
    @Form(DeskContactForm) form: Submitted<DeskContactForm>,
  ): Promise<Page | Redirect> {
    const { name } = this.deskOf(deskId);
    return submitForm(
      form,
      { view: VIEW, model: () => ({ title: t('opening.desk.title', { name }) }), refused: () => null },
      async ({ address, phone, email }) => {
        await this.contacts.setContact(actor, deskId, { address, phone, email });
        return redirect('/administration/ouverture', 'opening.notice.desk');
      },
    );
  }

  private deskOf(deskId: string): FirstDesk {
    const desk = this.territory.desks().find(({ id }) => id === deskId);
    if (!desk) throw new NotFound('desk');
    return desk;
  }
}
