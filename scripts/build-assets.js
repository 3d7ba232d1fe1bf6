// Builds what browsers load: `node scripts/build-assets.js [out dir]` (default dist/public, served under /assets/).
// File names do not change; manifest.json holds the hash of each file, which addresses carry as `?v=`.
// Each text file is also written compressed, for a server with `preCompressed`.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import swc from '@swc/core';
import * as sass from 'sass';

const project = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const web = join(project, 'src/foundation/platform/web');
const out = resolve(process.argv[2] ?? join(project, 'dist/public'));
const require = createRequire(import.meta.url);
const fontFiles = join(dirname(require.resolve('@fontsource/atkinson-hyperlegible/package.json')), 'files');
const nodeModules = resolve(dirname(require.resolve('govuk-frontend/package.json')), '..');

const FONTS = ['latin-400', 'latin-700', 'latin-ext-400', 'latin-ext-700'].map(
  (face) => `atkinson-hyperlegible-${face}-normal.woff2`,
);

function styles() {
  return sass.compile(join(web, 'styles/app.scss'), { style: 'compressed', loadPaths: [nodeModules], quietDeps: true })
    .css;
}

async function script() {
  const linked = await swc.bundle({
    entry: { enhance: join(web, 'assets/enhance.js') },
    output: { path: out, name: 'enhance' },
    module: {},
    target: 'browser',
    mode: 'production',
  });
  const { code } = await swc.minify(linked.enhance.code, { module: true, compress: true, mangle: true });
  return code;
}

mkdirSync(join(out, 'fonts'), { recursive: true });
for (const font of FONTS) copyFileSync(join(fontFiles, font), join(out, 'fonts', font));

const texts = {
  'app.css': styles(),
  'enhance.js': await script(),
  'favicon.svg': readFileSync(join(web, 'assets/favicon.svg'), 'utf8'),
  'mark.svg': readFileSync(join(web, 'assets/mark.svg'), 'utf8'),
};
const hash = createHash('sha256');
for (const [name, text] of Object.entries(texts)) {
  writeFileSync(join(out, name), text);
  writeFileSync(join(out, `${name}.br`), brotliCompressSync(text));
  writeFileSync(join(out, `${name}.gz`), gzipSync(text, { level: 9 }));
  hash.update(name).update(text);
}
writeFileSync(join(out, 'manifest.json'), `${JSON.stringify({ version: hash.digest('hex').slice(0, 12) })}\n`);
