import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Config } from '../config/index.js';
import { areaMap, drawAreas, type AreaMap, type AreaShapes, type AreaValue } from '../platform/charts/index.js';
import { Territory } from './territory.js';

const BORDERS = 'communes.geojson';

/**
 * The map of the communes. Their borders are a file of the site, read once. A site without the file has tables and no
 * map.
 */
@Injectable()
export class CommuneMap implements OnModuleInit {
  private drawn: ReturnType<typeof drawAreas> | null = null;

  constructor(
    private readonly config: Config,
    private readonly territory: Territory,
  ) {}

  onModuleInit(): void {
    const file = join(this.config.DATA_DIR, BORDERS);
    if (existsSync(file)) this.drawn = drawAreas(JSON.parse(readFileSync(file, 'utf8')) as AreaShapes);
  }

  /**
   * The communes shaded by a value, read from A to Z. Null when no border of them is known.
   * @param values by INSEE code
   * @param step the least difference between two values: 1 for families, 0.1 for a rate of one decimal
   */
  drawMap(values: ReadonlyMap<string, AreaValue>, step = 1): AreaMap | null {
    const codes = this.territory.communes().map(({ code }) => code);
    const map = this.drawn && areaMap(this.drawn, codes, values, step);
    return map !== null && map.areas.length > 0 ? map : null;
  }
}
