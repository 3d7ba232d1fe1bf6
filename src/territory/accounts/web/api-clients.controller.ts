import { Controller, Get, Param, Post } from '@nestjs/common';
import { IsString, MaxLength, MinLength } from 'class-validator';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import {
  type Actor,
  Allow,
  CurrentActor,
  FreshProof,
  Permission,
} from '../../../foundation/platform/security/index.js';
import {
  Form,
  page,
  redirect,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { ApiClientAccounts } from '../api-client-accounts.js';

class ApiClientForm {
  @IsString({ message: 'accounts.clients.errors.name' })
  @MinLength(2, { message: 'accounts.clients.errors.name' })
  @MaxLength(100, { message: 'accounts.clients.errors.name' })
  name: string;
}

/** The portals of towns that deposit through the API. */
@Allow(Permission.ManageAccounts)
@FreshProof()
@Controller('administration/portails')
export class ApiClientsController {
  constructor(private readonly clients: ApiClientAccounts) {}

  @Get()
  async listClients(@Words() words: Translator): Promise<Page> {
    return page('accounts/clients', await this.model(words));
  }

  @Post()
  createClient(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Form(ApiClientForm) form: Submitted<ApiClientForm>,
  ): Promise<Page | Redirect> {
    return submitForm(
      form,
      { view: 'accounts/clients', model: () => this.model(words), refused: () => null },
      async ({ name }) => {
        const token = await this.clients.createClient(actor, name);
        return page('accounts/clients', { ...(await this.model(words)), token });
      },
    );
  }

  @Get(':clientId/fermer')
  async confirmClosing(@Words() { t }: Translator, @Param('clientId') clientId: string): Promise<Page> {
    const { name } = await this.clients.findClient(clientId);
    return page('accounts/client-closing', { title: t('accounts.clients.closing.title', { name }) });
  }

  @Post(':clientId/fermer')
  async closeClient(@CurrentActor() actor: Actor, @Param('clientId') clientId: string): Promise<Redirect> {
    await this.clients.setActive(actor, clientId, false);
    return redirect('/administration/portails', 'accounts.clients.closed');
  }

  @Post(':clientId/rouvrir')
  async reopenClient(@CurrentActor() actor: Actor, @Param('clientId') clientId: string): Promise<Redirect> {
    await this.clients.setActive(actor, clientId, true);
    return redirect('/administration/portails', 'accounts.clients.opened');
  }

  private async model({ t, instant }: Translator): Promise<Record<string, unknown>> {
    return {
      title: t('accounts.clients.title'),
      clients: (await this.clients.listClients()).map(({ id, name, active, createdAt }) => ({
        name,
        active,
        since: instant(createdAt),
        href: `/administration/portails/${id}`,
      })),
    };
  }
}
