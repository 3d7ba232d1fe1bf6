import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from './config/index.js';
import { verifyStored, type VerifiedJournal } from './platform/audit-chain/index.js';
import { keepFilesPrivate } from './platform/files/index.js';
import { SystemClock } from './platform/time/index.js';

const USAGE = `Usage: npm run audit:verify                     verify the journal against its seals and its anchors
       npm run audit:verify -- --anchors FILE      anchors of another place (several times)
                            -- --key PUBLIC        the public half of AUDIT_KEY, where the key itself is not known
                            -- --copy              a restored backup: it may end before the last anchor
It ends with 0 when nothing was removed, changed or reordered before the last anchor, and with 1 otherwise.`;

const SAID = {
  missing: 'is missing',
  broken: 'does not follow the one before',
  lines: 'does not hold the lines that were sealed',
  stray: 'is named by lines and does not exist',
  anchor: 'is not the one that was anchored',
  cut: 'was anchored and is not there',
  unsealed: '',
} as const;

/** The report, a sentence a line. */
function tell({
  segments,
  lines,
  dropped,
  anchored,
  anchors,
  findings,
  unreadable,
  unsigned,
}: VerifiedJournal): string {
  return [
    `${segments} segments, ${lines} lines, ${dropped} readings dropped after twelve months`,
    `${anchors} anchors, the last of segment ${anchored}`,
    ...findings.map(({ kind, segment, day }) =>
      kind === 'unsealed'
        ? 'Lines older than two days are in no segment: nothing seals the journal'
        : `Segment ${segment}${day === null ? '' : ` of ${day}`} ${SAID[kind]}`,
    ),
    ...unreadable.map((file) => `${file} cannot be read: nothing is compared with it`),
    ...(unsigned > 0 ? [`${unsigned} line(s) of anchors are not signed with this key`] : []),
    findings.length > 0 ? 'THE JOURNAL WAS TAMPERED WITH' : anchors === 0 ? 'Whole, but not anchored' : 'Whole',
  ].join('\n');
}

/** `npm run audit:verify`. The server may be running. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      anchors: { type: 'string', multiple: true },
      key: { type: 'string' },
      copy: { type: 'boolean', default: false },
    },
  });
  const config = readConfig('tool');
  keepFilesPrivate(config);
  const report = await verifyStored(config, {
    now: new SystemClock().now(),
    isCopy: values.copy,
    ...(values.key === undefined ? {} : { publicKey: values.key }),
    ...(values.anchors === undefined ? {} : { files: values.anchors }),
  });
  process.stdout.write(`${tell(report)}\n`);
  const isUnproved = report.segments > 0 && report.unreadable.length > 0;
  if (report.findings.length > 0 || report.unsigned > 0 || isUnproved) process.exitCode = 1;
}

main().catch((error: unknown) => {
  const { code, message, stack } = error as Error & { code?: string };
  const isMisuse = code?.startsWith('ERR_PARSE_ARGS') === true;
  process.stderr.write(`${isMisuse ? USAGE : error instanceof ConfigError ? message : stack}\n`);
  process.exitCode = 2;
});
