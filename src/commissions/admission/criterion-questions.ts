import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CriterionQuestions, type AskedCriterion } from '../../dossier/dossier/index.js';
import { publishedItems, type PublishedItem } from './domain/published-grid.js';
import { Grids, type GridInForce } from './grids.js';

export interface PublishedGrid {
  readonly inForce: GridInForce;
  readonly items: readonly PublishedItem[];
}

/** The grid in force as families see it: the questions that it asks, and the whole of it on the public page. */
@Injectable()
export class GridForFamilies implements OnModuleInit {
  constructor(
    private readonly grids: Grids,
    private readonly questions: CriterionQuestions,
  ) {}

  onModuleInit(): void {
    this.questions.sources.join('admission asks what the grid in force needs', () => this.asked());
  }

  /** Null while no grid is in force. */
  async readPublished(): Promise<PublishedGrid | null> {
    const inForce = await this.grids.findInForce();
    return inForce && { inForce, items: publishedItems(inForce.grid) };
  }

  private async asked(): Promise<AskedCriterion[]> {
    const items = (await this.readPublished())?.items ?? [];
    return items
      .filter(({ source }) => source === 'question')
      .flatMap(({ item }) => ('points' in item ? [{ code: item.code, points: item.points ?? 0 }] : []));
  }
}
