import { Controller, Get, Query } from '@nestjs/common';
import { IsOptional, Matches } from 'class-validator';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import { checkForm, page, refusedPage, Words, type Page } from '../../../foundation/platform/web/index.js';
import type { AfterFailure } from '../persistence/sent-messages.queries.js';
import { SentMessages } from '../sent-messages.js';
import { SentMessagesPresenter } from './sent-messages.presenter.js';

class FailuresQuery {
  /** `<failed at>~<id>` of the last row of the page before. */
  @IsOptional()
  @Matches(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z~[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, {
    message: 'mailroom.errors.after',
  })
  apres?: string;
}

const afterOf = (apres?: string): AfterFailure | undefined => {
  const [failedAt, id] = apres?.split('~') ?? [];
  return failedAt && id ? { failedAt, id } : undefined;
};

/** What became of messages, without their words. */
@Controller('messages')
@Allow(Permission.WatchMessages)
export class SentMessagesController {
  constructor(
    private readonly messages: SentMessages,
    private readonly presenter: SentMessagesPresenter,
  ) {}

  @Get()
  async showMessages(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Query() raw: Record<string, unknown>,
  ): Promise<Page> {
    const query = checkForm(FailuresQuery, raw);
    const after = query.ok ? afterOf(query.value.apres) : undefined;
    const model = this.presenter.model(words, {
      counts: await this.messages.countMessages(actor),
      failures: await this.messages.listFailures(actor, after),
      after,
    });
    return query.ok ? page('mailroom/sent', model) : refusedPage('mailroom/sent', model, query);
  }
}
