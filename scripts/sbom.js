/**
 * Writes what is delivered as CycloneDX (var/sbom.cdx.json), from the lock file alone, and checks that nothing of it is
 * missing. Development packages are taken out here: `npm sbom --omit dev` also leaves out what both kinds need. Usage:
 * npm run sbom
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const FILE = 'var/sbom.cdx.json';
const asked = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
const whole = JSON.parse(execFileSync('npm', asked, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }));
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const delivered = new Set(
  Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && !dev)
    .map(([path, { name, version }]) => `${name ?? path.slice(path.lastIndexOf('node_modules/') + 13)}@${version}`),
);
const nameOf = ({ group, name, version }) => `${group ? `${group}/` : ''}${name}@${version}`;
const components = whole.components.filter((component) => delivered.has(nameOf(component)));
const kept = new Set([whole.metadata.component['bom-ref'], ...components.map((component) => component['bom-ref'])]);
const dependencies = whole.dependencies
  .filter(({ ref }) => kept.has(ref))
  .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => kept.has(one)) }));
const summed = components.filter(({ hashes }) => hashes?.some(({ alg }) => alg === 'SHA-512')).map(nameOf);
const missing = [...delivered].filter((component) => !summed.includes(component));
if (whole.bomFormat !== 'CycloneDX' || delivered.size === 0 || missing.length > 0) {
  console.error(`The list lacks, or has without a sum: ${missing.join(', ') || 'everything'}`);
  process.exit(1);
}
mkdirSync('var', { recursive: true });
writeFileSync(FILE, JSON.stringify({ ...whole, components, dependencies }));
console.log(`${FILE}: CycloneDX ${whole.specVersion}, ${components.length} components, each with its sum`);
