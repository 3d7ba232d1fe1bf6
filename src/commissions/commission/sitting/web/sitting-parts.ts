import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Id } from '../../../../foundation/kernel/ids.js';
import { obtained } from '../../../../foundation/kernel/obtained.js';
import { dayOf } from '../../../../foundation/kernel/time.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import type { Actor } from '../../../../foundation/platform/security/index.js';
import { renderView, ViewEnvironment } from '../../../../foundation/platform/web/index.js';
import { Sentences } from '../../bodies/web/sentences.js';
import { SessionQueries, type SessionStanding } from '../session-queries.js';
import { narrowedTo, queryOf, type CaseQuery } from './case-filter.js';
import { ProjectionPresenter } from './projection.presenter.js';
import { changedPieces, cutScreen, type ScreenPiece } from './screen-pieces.js';
import { SittingPresenter } from './sitting.presenter.js';

/** A mark in the kept text. A page puts the token of its reader there, and `live.js` that of the page. */
const CSRF_MARK = '@csrf@';
/** Texts kept by one process: two or three views for each session that sits, and what their readers held before. */
const MOST_KEPT = 16;

export type SittingView = 'screen' | 'wall';

/** What an open screen is told of a change. */
export interface ScreenChanges {
  /** Names the whole text. The screen says it when it asks again. */
  readonly name: string;
  readonly pieces: readonly ScreenPiece[];
}

interface WrittenParts {
  readonly text: string;
  readonly name: string;
  readonly pieces: readonly string[];
}

interface FoundParts {
  readonly standing: SessionStanding;
  /** Equal for those who may see the same. */
  readonly readers: string;
  readonly parts: WrittenParts;
}

/**
 * The part of a session's screen below its heading. After every decision, ten people ask for it within the same
 * second. Those who may see the same get the same text, which is written once. A screen that is open already is sent
 * only the pieces that it does not hold.
 */
@Injectable()
export class SittingParts {
  private readonly written = new LRUCache<string, Promise<WrittenParts>>({ max: MOST_KEPT });
  /** The pieces of each text, by who may read it and its name. */
  private readonly held = new LRUCache<string, readonly string[]>({ max: MOST_KEPT });

  constructor(
    private readonly queries: SessionQueries,
    private readonly views: ViewEnvironment,
    private readonly screen: SittingPresenter,
    private readonly wall: ProjectionPresenter,
    private readonly say: Sentences,
  ) {}

  /** The model of the surrounding page. @throws NotFound */
  async model(
    words: Translator,
    actor: Actor,
    sessionId: Id,
    view: SittingView,
    asked: CaseQuery = {},
  ): Promise<Record<string, unknown>> {
    const { standing, parts } = await this.findParts(words, actor, sessionId, view, asked);
    const { session, body, mayRun } = standing;
    return {
      id: session.id,
      version: session.version,
      bodyName: body.name,
      csrfMark: CSRF_MARK,
      mayRun: mayRun && session.state === 'open',
      narrowed: narrowedTo(words, this.say, asked),
      heading: words.t('commission.sitting.title', { day: words.fullDay(dayOf(session.startsAt)) }),
      partsHref: `/commissions/${session.id}/seance/morceaux/${view === 'wall' ? 'projection' : 'ecran'}${queryOf(asked)}`,
      parts: parts.text,
    };
  }

  /**
   * What a screen that is open changes. @param held the name of the text that it holds; the whole text is sent where
   * this is not known any more, or belongs to readers of something else
   * @throws NotFound
   */
  async listChanges(
    words: Translator,
    actor: Actor,
    sessionId: Id,
    view: SittingView,
    asked: CaseQuery,
    held: string,
  ): Promise<ScreenChanges> {
    const { readers, parts } = await this.findParts(words, actor, sessionId, view, asked);
    return { name: parts.name, pieces: changedPieces(this.held.get(`${readers} ${held}`) ?? [], parts.pieces) };
  }

  private async findParts(
    words: Translator,
    actor: Actor,
    sessionId: Id,
    view: SittingView,
    asked: CaseQuery,
  ): Promise<FoundParts> {
    const standing = await this.queries.readStanding(actor, sessionId);
    const { session, mayRun, hidden, mark } = standing;
    const readers = JSON.stringify([
      sessionId,
      view,
      words.lang,
      queryOf(asked),
      mayRun && view === 'screen',
      [...hidden].sort(),
    ]);
    const parts = await this.once(`${readers} ${session.version} ${mark}`, async () => {
      const text = await this.writeParts(words, actor, sessionId, view, asked);
      const name = createHash('sha256').update(text).digest('base64url').slice(0, 22);
      return { text, name, pieces: cutScreen(text) };
    });
    this.held.set(`${readers} ${parts.name}`, parts.pieces);
    return { standing, readers, parts };
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

  private once(key: string, write: () => Promise<WrittenParts>): Promise<WrittenParts> {
    return obtained<string, Promise<WrittenParts>>(this.written, key, () => {
      const written = write();
      // A text that could not be written is not kept. The next reader tries again.
      written.catch(() => this.written.delete(key));
      return written;
    });
  }
}
