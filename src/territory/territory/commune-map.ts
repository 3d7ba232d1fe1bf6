import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config } from '../../foundation/config/index.js';
import {
  areaMap,
  drawAreas,
  type AreaMap,
  type AreaShapes,
  type AreaValue,
} from '../../foundation/platform/charts/index.js';
import { Territory } from './territory.js';

const BORDERS = 'communes.geojson';

/**
 * The map of the communes. Their borders are a file of the site, read and drawn once, for the first page that shows
 * them: a server that starts waits for no map. A site without the file has tables and no map.
 */
@Injectable()
export class CommuneMap {
  private borders: ReturnType<typeof drawAreas> | null = null;

  constructor(
    private readonly config: Config,
    private readonly territory: Territory,
  ) {}

  /**
   * The communes shaded by a value, read from A to Z. Null when no border of them is known.
   * @param values by INSEE code
   * @param step the least difference between two values: 1 for families, 0.1 for a rate of one decimal
   */
  drawMap(values: ReadonlyMap<string, AreaValue>, step = 1): AreaMap | null {
    this.borders ??= this.drawBorders();
    const codes = this.territory.communes().map(({ code }) => code);
    const map = this.borders && areaMap(this.borders, codes, values, step);
    return map !== null && map.areas.length > 0 ? map : null;
  }

  private drawBorders(): ReturnType<typeof drawAreas> | null {
    const file = join(this.config.DATA_DIR, BORDERS);
    return existsSync(file) ? drawAreas(JSON.parse(readFileSync(file, 'utf8')) as AreaShapes) : null;
  }
}
