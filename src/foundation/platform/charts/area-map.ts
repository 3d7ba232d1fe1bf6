import { geoMercator, geoPath } from 'd3-geo';
import { shadeOf, shadesOf, type Shade } from './shades.js';

/** The border of one area (GeoJSON). Degrees, WGS84. */
interface AreaShape {
  readonly type: 'Feature';
  readonly properties: { readonly inseeCode: string; readonly name: string };
  readonly geometry:
    | { readonly type: 'Polygon'; readonly coordinates: Point[][] }
    | { readonly type: 'MultiPolygon'; readonly coordinates: Point[][][] };
}

/** The borders of areas, each with the code by which its value is found. */
export interface AreaShapes {
  readonly type: 'FeatureCollection';
  readonly features: AreaShape[];
}

type Point = [number, number];

/** The value of an area, and where its number leads. */
export interface AreaValue {
  /** Null when it is not shown: it is small, or it is not known. */
  readonly value: number | null;
  /** The value as it is written. */
  readonly text: string;
  /** What the area says to who cannot see it, for example "Blanzy: 3 families without a solution". */
  readonly label: string;
  readonly href?: string;
}

/** One area as it is drawn. */
export interface MapArea extends AreaValue {
  readonly code: string;
  readonly path: string;
  /** Where its number stands. */
  readonly x: number;
  readonly y: number;
  readonly shade: number;
}

export interface AreaMap {
  readonly kind: 'map';
  readonly width: number;
  readonly height: number;
  /** In the order in which the keyboard visits them: that of `order`. */
  readonly areas: readonly MapArea[];
  readonly shades: readonly Shade[];
  /** Whether an area leads somewhere: the map is then a group of links, not one picture. */
  readonly hasLinks: boolean;
}

interface Drawn {
  readonly path: string;
  readonly x: number;
  readonly y: number;
}

const BOX = { width: 480, height: 440, margin: 4 };
/** Distances between candidates for the place of a number, in units of the box. */
const GRID = 6;

/** Borders drawn once: the same for every value. @param shapes in any order */
export function drawAreas(shapes: AreaShapes): Map<string, Drawn> {
  const { width, height, margin } = BOX;
  const projection = geoMercator().fitExtent(
    [
      [margin, margin],
      [width - margin, height - margin],
    ],
    shapes,
  );
  const path = geoPath(projection).digits(1);
  return new Map(
    shapes.features.map((feature) => {
      const [x, y] = innerPoint(feature, (point) => projection(point)!);
      return [feature.properties.inseeCode, { path: path(feature) ?? '', x, y }];
    }),
  );
}

/**
 * @param order the codes in the order in which areas are read. An area without a shape is left out, and one without a
 * value is drawn as not shown.
 * @param step see {@link shadesOf}
 */
export function areaMap(
  drawn: ReadonlyMap<string, Drawn>,
  order: readonly string[],
  values: ReadonlyMap<string, AreaValue>,
  step = 1,
): AreaMap {
  const shades = shadesOf(
    order.flatMap((code) => values.get(code)?.value ?? []),
    step,
  );
  const areas = order.flatMap((code): MapArea[] => {
    const shape = drawn.get(code);
    const value = values.get(code);
    if (!shape || !value) return [];
    return [{ code, ...shape, ...value, shade: value.value === null ? -1 : shadeOf(value.value, shades) }];
  });
  return {
    kind: 'map',
    width: BOX.width,
    height: BOX.height,
    areas,
    shades,
    hasLinks: areas.some(({ href }) => href !== undefined),
  };
}

/** The point of a grid that is farthest from the border: a number there touches no other area. */
function innerPoint({ geometry }: AreaShape, project: (point: Point) => Point): Point {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const rings = polygons.flat().map((ring) => ring.map((point) => project(point)));
  const points = rings.flat();
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  let best: { point: Point; distance: number } = { point: points[0] ?? [0, 0], distance: -1 };
  for (let x = Math.min(...xs); x <= Math.max(...xs); x += GRID)
    for (let y = Math.min(...ys); y <= Math.max(...ys); y += GRID) {
      const point: Point = [x, y];
      if (!isWithin(point, rings)) continue;
      const distance = Math.min(...points.map(([px, py]) => Math.hypot(px - x, py - y)));
      if (distance > best.distance) best = { point, distance };
    }
  return [Math.round(best.point[0]), Math.round(best.point[1])];
}

/** By the even-odd rule: a point inside a hole is outside. */
function isWithin([x, y]: Point, rings: readonly (readonly Point[])[]): boolean {
  let inside = false;
  for (const ring of rings)
    for (const [index, [x1, y1]] of ring.entries()) {
      const [x2, y2] = ring[(index + 1) % ring.length]!;
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
    }
  return inside;
}
