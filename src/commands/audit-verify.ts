import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../foundation/config/index.js';
import { verifyStored, type AnchorFault, type VerifiedJournal } from '../foundation/platform/audit-chain/index.js';
import { keepFilesPrivate } from '../foundation/platform/files/index.js';
import { SystemClock } from '../foundation/platform/time/index.js';

const USAGE = `Usage: npm run audit:verify                     verify the journal against its seals and its anchors
       npm run audit:verify -- --anchors FILE      compare with anchors that were kept elsewhere, such as the text of
                                                   the mails that auditors received (several times)
                            -- --key PUBLIC        the public half of AUDIT_KEY, where the key itself is not known, or of
                                                   a key of before (several times)
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

/** What is wrong with anchors of a file: of one, by its number, or of those without number. */
const FAULTS: Readonly<Record<AnchorFault['kind'], (anchor: string, file: string) => string>> = {
  unsigned: (_, file) => `${file} holds a line that is no anchor signed with this key`,
  twice: (anchor, file) => `${anchor} stands in ${file} twice: a copy does not bind`,
  unnumbered: (_, file) => `${file} holds an anchor without number after numbered ones: it does not bind`,
  order: (anchor, file) => `${anchor} does not follow the one before it in ${file}`,
  gap: (anchor, file) => `${anchor} is in ${file} without the ones before it: anchors were removed`,
  empty: (_, file) => `${file} holds no anchor`,
  lost: (anchor, file) => `${anchor} was recorded in the database and is not in ${file}`,
  other: (anchor, file) => `${anchor} of ${file} is not the one that the server knows`,
  unrecorded: (anchor, file) => `${anchor} is in ${file} and is not recorded in the database`,
  gone: (anchor, file) => `${anchor} of ${file} is not known to the server any more: anchors were removed`,
};
/** Thousands of anchors may be missing at once. */
const MOST_SAID = 20;

function tellFaults(faults: readonly AnchorFault[]): string[] {
  const lines = faults
    .slice(0, MOST_SAID)
    .map(({ kind, file, sequence }) =>
      FAULTS[kind](sequence === null ? 'An anchor from before they were numbered' : `Anchor ${sequence}`, file),
    );
  return faults.length > MOST_SAID ? [...lines, `… and ${faults.length - MOST_SAID} more about anchors`] : lines;
}

/** What the anchors are, and from whom they protect. */
function tellAnchors({ anchors, anchored, segments, recorded, otherKeys, elsewhere }: VerifiedJournal): string[] {
  const last = anchors.at(-1);
  const unnumbered = anchors.filter(({ sequence }) => sequence === 0).length;
  return [
    `${anchors.length} anchors, the last of segment ${anchored}; ${recorded} recorded in the database`,
    ...(unnumbered > 0
      ? [
          `${unnumbered} of them are from before anchors were numbered: that one of those was left out before the first ` +
            `numbered one is not found`,
        ]
      : []),
    ...anchors
      .filter(({ kind }) => kind === 'restored')
      .map(
        ({ sequence, at, segment }) =>
          `Restored at ${at}${sequence > 0 ? ` (anchor ${sequence})` : ''}: a backup that ended with segment ${segment} took ` +
          `the place of what came later. Ask who did it`,
      ),
    ...(otherKeys > 0
      ? [`${otherKeys} anchors were signed with another key: compare them with --key and --anchors`]
      : []),
    elsewhere > 0
      ? `Compared with ${elsewhere} anchors that were kept elsewhere`
      : 'Not protected from who holds the key: compare with anchors that were kept elsewhere (--anchors FILE)',
    ...(segments > anchored ? [`${segments - anchored} segments are after the last anchor: nothing proves them`] : []),
    ...(last
      ? [
          `Not known: whether anything after anchor ${last.sequence} of ${last.at} was cut off in the journal, in the files and ` +
            'in the table of anchors at once. A later anchor kept elsewhere tells',
        ]
      : []),
  ];
}

function verdictOf({ findings, faults, anchors, segments, unreadable }: VerifiedJournal): string {
  if (findings.length > 0) return 'THE JOURNAL WAS TAMPERED WITH';
  if (faults.length > 0) return 'THE ANCHORS WERE TAMPERED WITH OR LOST';
  if (segments === 0 && unreadable.length === 0) return 'Whole: nothing is sealed yet';
  return anchors.length === 0 ? 'NOT ANCHORED: nothing proves the journal' : 'Whole';
}

/** The report, a sentence a line. */
function tell(report: VerifiedJournal): string {
  const { segments, lines, dropped, findings, unreadable, faults } = report;
  return [
    `${segments} segments, ${lines} lines, ${dropped} readings dropped after twelve months`,
    ...tellAnchors(report),
    ...findings.map(({ kind, segment, day }) =>
      kind === 'unsealed'
        ? 'Lines older than two days are in no segment: nothing seals the journal'
        : `Segment ${segment}${day === null ? '' : ` of ${day}`} ${SAID[kind]}`,
    ),
    ...unreadable.map((file) => `${file} cannot be read: nothing is compared with it`),
    ...tellFaults(faults),
    verdictOf(report),
  ].join('\n');
}

/** Whether something is wrong, or nothing is proved. A journal without any seal and any anchor is a new one. */
function isRefused(
  { findings, faults, unreadable, anchors, segments, recorded }: VerifiedJournal,
  isCopy: boolean,
): boolean {
  if (findings.length > 0 || faults.length > 0) return true;
  if (segments + recorded === 0) return false;
  // Whoever verifies a copy of the database elsewhere has not the files of the server.
  return anchors.length === 0 || (unreadable.length > 0 && !isCopy);
}

/** `npm run audit:verify`. The server may be running. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      anchors: { type: 'string', multiple: true },
      key: { type: 'string', multiple: true },
      copy: { type: 'boolean', default: false },
    },
  });
  const config = readConfig('tool');
  keepFilesPrivate(config);
  const report = await verifyStored(config, {
    now: new SystemClock().now(),
    isCopy: values.copy,
    ...(values.key === undefined ? {} : { publicKeys: values.key }),
    ...(values.anchors === undefined ? {} : { elsewhere: values.anchors }),
  });
  process.stdout.write(`${tell(report)}\n`);
  if (isRefused(report, values.copy)) process.exitCode = 1;
}

main().catch((error: unknown) => {
  const { code, message, stack } = error as Error & { code?: string };
  const isMisuse = code?.startsWith('ERR_PARSE_ARGS') === true;
  process.stderr.write(`${isMisuse ? USAGE : error instanceof ConfigError ? message : stack}\n`);
  process.exitCode = 2;
});
