import { Injectable } from '@nestjs/common';
import type { Id } from '../../../kernel/ids.js';
import { dayOf } from '../../../kernel/time.js';
import type { Translator } from '../../../platform/i18n/index.js';
import type { Actor } from '../../../platform/security/index.js';
import { renderView, ViewEnvironment } from '../../../platform/web/index.js';
import { SessionQueries } from '../session-queries.js';
import { queryOf, type CaseQuery } from './case-filter.js';
import { ProjectionPresenter } from './projection.presenter.js';
import { SittingPresenter } from './sitting.presenter.js';

/** A mark in the kept text, replaced by the token of each reader. */
const CSRF_MARK = '@csrf@';
/** Texts kept by one process: two or three views for each session that sits. */
const MOST_KEPT = 16;

export type SittingView = 'screen' | 'wall';

/**
 * The part of a session's screen below its heading. After every decision, ten people ask for it within the same
 * second. Those who may see the same get the same text, which is written once.
 */
@Injectable()
export class SittingParts {
  private readonly kept = new Map<string, Promise<string>>();

  constructor(
    private readonly queries: SessionQueries,
    private readonly views: ViewEnvironment,
    private readonly screen: SittingPresenter,
    private readonly wall: ProjectionPresenter,
  ) {}

  /** The model of the surrounding page. @throws NotFound */
  async model(
    words: Translator,
    actor: Actor,
    sessionId: Id,
    view: SittingView,
    asked: CaseQuery = {},
  ): Promise<Record<string, unknown>> {
    const standing = await this.queries.readStanding(actor, sessionId);
    const { session, body, mayRun, hidden, mark } = standing;
    const key = JSON.stringify([
      sessionId,
      view,
      words.lang,
      queryOf(asked),
      mayRun && view === 'screen',
      [...hidden].sort(),
      session.version,
      mark,
    ]);
    return {
      id: session.id,
      version: session.version,
      bodyName: body.name,
      csrfMark: CSRF_MARK,
      heading: words.t('commission.sitting.title', { day: words.fullDay(dayOf(session.startsAt)) }),
      partsHref: `/commissions/${session.id}/seance/parties/${view === 'wall' ? 'projection' : 'ecran'}${queryOf(asked)}`,
      parts: await this.once(key, () => this.writeParts(words, actor, sessionId, view, asked)),
    };
  }

  private async writeParts(
    words: Translator,
    actor: Actor,
    sessionId: Id,
    view: SittingView,
    asked: CaseQuery,
  ): Promise<string> {
    const sitting = await this.queries.readSitting(actor, sessionId);
    const model =
      view === 'wall' ? await this.wall.model(words, sitting) : await this.screen.model(words, sitting, asked);
    return renderView(
      this.views,
      view === 'wall' ? 'commission/sitting/projection-parts' : 'commission/sitting/sitting-parts',
      words.lang,
      { ...model, csrfToken: CSRF_MARK },
    );
  }

  private once(key: string, write: () => Promise<string>): Promise<string> {
    const known = this.kept.get(key);
    if (known) return known;
    const written = write();
    this.kept.set(key, written);
    if (this.kept.size > MOST_KEPT) this.kept.delete(this.kept.keys().next().value!);
    // A text that could not be written is not kept. The next reader tries again.
    written.catch(() => this.kept.delete(key));
    return written;
  }
}
