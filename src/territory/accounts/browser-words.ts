const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\b(iPhone|iPad|iPod)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\b(Linux|X11|CrOS)\b/, 'Linux'],
];

/** `Firefox – Windows`, from what a browser says of itself. Enough for its owner to know it, and no more is kept. */
export function browserWords(userAgent: string | undefined): string {
  const found = [BROWSERS, SYSTEMS].flatMap((list) => {
    const known = list.find(([pattern]) => pattern.test(userAgent ?? ''));
    return known ? [known[1]] : [];
  });
  return found.join(' – ');
}
