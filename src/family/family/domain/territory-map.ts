/** A place on the map, in decimal degrees (WGS 84). */
export interface MapPlace {
  readonly number: number;
  readonly latitude: number;
  readonly longitude: number;
}

const WIDTH = 360;
const MARGIN = 22;
const RADIUS = 9;

/**
 * The territory as a drawing: a numbered point where each commune lies, north at the top. Distances are true between
 * points (equirectangular projection around the middle latitude). Points that would cover each other are moved apart.
 * @returns SVG of {@link WIDTH} units, without any text but numbers; null when nowhere is known
 */
export function drawTerritory(places: readonly MapPlace[]): string | null {
  if (places.length === 0) return null;
  const latitudes = places.map(({ latitude }) => latitude);
  const middle = (Math.min(...latitudes) + Math.max(...latitudes)) / 2;
  const shrink = Math.cos((middle * Math.PI) / 180);
  const xs = places.map(({ longitude }) => longitude * shrink);
  const [left, top] = [Math.min(...xs), Math.max(...latitudes)];
  const wide = Math.max(Math.max(...xs) - left, 1e-6);
  const scale = (WIDTH - 2 * MARGIN) / wide;
  const points = movedApart(
    places.map(({ number, latitude }, index) => ({
      number,
      x: MARGIN + (xs[index]! - left) * scale,
      y: MARGIN + (top - latitude) * scale,
    })),
  );
  const height = Math.max(...points.map(({ y }) => y)) + MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${round(height)}" width="${WIDTH}" height="${round(height)}">`,
    ...points.map(drawPoint),
    '</svg>',
  ].join('');
}

interface Point {
  readonly number: number;
  readonly x: number;
  readonly y: number;
}

function drawPoint({ number, x, y }: Point): string {
  const label = `x="${round(x)}" y="${round(y + 3.6)}" font-size="10" font-weight="700" text-anchor="middle" fill="#ffffff"`;
  return (
    `<circle cx="${round(x)}" cy="${round(y)}" r="${RADIUS}" fill="#12495c"/>` +
    `<text font-family="Atkinson Hyperlegible" ${label}>${number}</text>`
  );
}

/** Each point in turn steps down until it covers none of those before it. */
function movedApart(points: readonly Point[]): Point[] {
  const placed: Point[] = [];
  for (const point of points) {
    let moved = point;
    while (placed.some(({ x, y }) => Math.hypot(x - moved.x, y - moved.y) < 2 * RADIUS))
      moved = { ...moved, y: moved.y + 2 };
    placed.push(moved);
  }
  return placed;
}

const round = (value: number): number => Math.round(value * 10) / 10;
