/**
 * The directions and doors of docs/architecture.md. test/contracts/house.spec.ts plants a violation of each rule and
 * checks that it is refused.
 */
const FLOORS = [
  'kernel',
  'matching',
  'config',
  'platform',
  'territory',
  'saved-views',
  'accounts',
  'calendar',
  'supply',
  'dossier',
  'finding',
  'today',
  'placement',
  'childminders',
  'admission',
  'desk-questions',
  'adaptation',
  'crisis',
  'commission',
  'shorter-weeks',
  'asked-first-days',
  'longer-delays',
  'other-days',
  'minutes',
  'waiting-lists',
  'cellule',
  'reminders',
  'desk-words',
  'request-agents',
  'appointments',
  'opinions',
  'counter',
  'offer-list',
];
const DESKS = [
  'family',
  'triage',
  'eaje',
  'portal',
  'mailroom',
  'operations',
  'opening',
  'settings',
  'wordings',
  'vacancies',
  'reserved',
  'closing-stays',
  'minder-lists',
  'nursery-sheets',
  'satisfaction',
  'journal',
];
const TOP = [
  'reception-points',
  'referrals',
  'reporting',
  'disclosure',
  'zones',
  'observatory',
  'working-time',
  'steering',
  'council',
  'publications',
  'demo',
];
/** Folders of `src`, each with the features that its name covers. A wing may use those listed before it; three stand side by side. */
const WINGS = [
  ['foundation'],
  ['territory'],
  ['offer'],
  ['dossier'],
  ['places'],
  ['commissions'],
  ['lists'],
  ['family', 'first-desk', 'second-desk'],
  ['reporting'],
  ['commands'],
];
const wings = WINGS.flatMap((side, index) =>
  side.map((wing) => ({
    name: `wing-${wing}`,
    severity: 'error',
    comment: `${wing}/ must not know the wings beside it or above it`,
    from: { path: `^src/${wing}/`, pathNot: '/command\\.ts$' },
    to: { path: `^src/(${[...side.filter((other) => other !== wing), ...WINGS.slice(index + 1).flat()].join('|')})/` },
  })),
);
const FEATURES = ['matching', ...FLOORS.slice(4), ...DESKS, ...TOP];

/**
 * Each feature may use only those listed before it, and a desk never uses another desk. Reporting and the demo may use
 * everything.
 */
const directions = [
  ...FLOORS.map((floor, index) => ({ floor, above: [...FLOORS.slice(index + 1), ...DESKS, ...TOP] })),
  ...DESKS.map((floor) => ({ floor, above: [...DESKS.filter((desk) => desk !== floor), ...TOP] })),
].map(({ floor, above }) => ({
  name: `direction-${floor}`,
  severity: 'error',
  comment: `${floor} must not know what stands on it`,
  from: { path: `^src/[^/]+/${floor}/` },
  to: { path: `^src/[^/]+/(${above.join('|')})/` },
}));

/**
 * The rooms of the features that have them. Each room may use those listed before it. What they share is in the
 * feature's domain/ and persistence/, which use no room.
 */
const ROOMS = {
  dossier: [['lifecycle'], ['messages', 'duplicates'], ['answers'], ['joining'], ['intake', 'privacy']],
  commission: [['bodies'], ['session'], ['planning'], ['freezing'], ['sitting'], ['closing'], ['answers']],
};
const rooms = Object.entries(ROOMS).flatMap(([feature, floors]) =>
  [
    ...floors.flatMap((floor, index) =>
      floor.map((room) => ({
        room,
        closed: [...floor.filter((other) => other !== room), ...floors.slice(index + 1).flat()],
      })),
    ),
    { room: '(domain|persistence)', closed: floors.flat() },
  ]
    .filter(({ closed }) => closed.length > 0)
    .map(({ room, closed }) => ({
      name: `rooms-${feature}`,
      severity: 'error',
      comment: `${feature}/${room} must not know the rooms beside it or above it`,
      from: { path: `^src/[^/]+/${feature}/${room}/` },
      to: { path: `^src/[^/]+/${feature}/(${closed.join('|')})/` },
    })),
);

module.exports = {
  forbidden: [
    ...wings,
    ...directions,
    ...rooms,
    {
      name: 'pure-domain',
      severity: 'error',
      comment: 'domain/ imports the kernel and domains only: no framework, no database, no node',
      from: { path: '^src/[^/]+/([^/]+)/domain/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: ['^src/foundation/kernel/', '^src/[^/]+/$1/domain/', '^src/[^/]+/[^/]+/(domain/)?index\\.ts$'] },
    },
    {
      name: 'pure-domain-of-others',
      severity: 'error',
      comment:
        'a domain may use the words of an upstream domain through its door, as types only (the matching is pure: its functions too)',
      from: { path: '^src/[^/]+/([^/]+)/domain/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^src/[^/]+/(?!kernel|matching)[^/]+/index\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pure-kernel',
      severity: 'error',
      comment:
        'the kernel holds words everyone shares: it imports the libraries of time, ids and telephone numbers, and nothing else',
      from: { path: '^src/foundation/kernel/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: ['^src/foundation/kernel/', 'node_modules/(luxon|uuid|@types/luxon|libphonenumber-js)/'] },
    },
    {
      name: 'pure-matching',
      severity: 'error',
      comment: 'the matching imports itself and nothing else; its command alone reads files',
      from: {
        path: '^src/commissions/matching/',
        pathNot: ['\\.spec\\.ts$', '^src/commissions/matching/command\\.ts$'],
      },
      to: { pathNot: '^src/commissions/matching/' },
    },
    {
      name: 'checker-on-its-own',
      severity: 'error',
      comment: 'the fairness check shares no code with what it checks',
      from: { path: '^src/commissions/matching/fairness-check/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: ['^src/commissions/matching/fairness-check/', '^src/commissions/matching/instance/'] },
    },
    {
      name: 'one-door',
      severity: 'error',
      comment: 'enter another feature by its index.ts only (a domain: by domain/index.ts, which is pure)',
      from: { path: '^src/[^/]+/([^/]+)/', pathNot: '\\.spec\\.ts$' },
      to: {
        path: `^src/[^/]+/(${FEATURES.join('|')})/`,
        pathNot: ['^src/[^/]+/$1/', '^src/[^/]+/[^/]+/(domain/)?index\\.ts$'],
      },
    },
    {
      name: 'one-door-from-outside',
      severity: 'error',
      comment: 'entry points too enter features by their door',
      from: { path: '^src/(commands/)?[^/]+\\.ts$' },
      to: {
        path: `^src/[^/]+/(${FEATURES.filter((feature) => feature !== 'demo').join('|')})/`,
        pathNot: '^src/[^/]+/[^/]+/index\\.ts$',
      },
    },
    {
      name: 'never-own-door',
      severity: 'error',
      comment: 'a feature never imports its own index.ts',
      from: { path: '^src/[^/]+/([^/]+)/' },
      to: { path: '^src/[^/]+/$1/index\\.ts$' },
    },
    {
      name: 'pure-policy',
      severity: 'error',
      comment: 'a policy decides on an actor and on facts that it is handed: it reads no table',
      from: { path: '\\.policy\\.ts$' },
      to: {
        path: ['node_modules/typeorm/', '\\.entit(y|ies)\\.ts$', '^src/foundation/platform/database/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'thin-web',
      severity: 'error',
      comment: 'web/ knows no entity and no TypeORM (types of rows are fine)',
      from: { path: '^src/(?!foundation/platform).+/web/', pathNot: '\\.spec\\.ts$' },
      to: { path: ['/persistence/', 'node_modules/typeorm/'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'web-on-top',
      severity: 'error',
      comment:
        'what a feature does knows nothing of its pages: words and forms belong to web/ ' +
        '(the door, modules and declarations of features name them)',
      from: {
        path: '^src/[^/]+/(?!platform)([^/]+)/',
        pathNot: ['/web/', '/index\\.ts$', '\\.(module|feature)\\.ts$', '\\.spec\\.ts$'],
      },
      to: { path: ['^src/[^/]+/$1/web/', '^src/[^/]+/$1/[^/]+/web/'] },
    },
    {
      name: 'queue-libraries',
      severity: 'error',
      comment: 'bullmq and ioredis inside platform/queue only',
      from: { pathNot: '^src/foundation/platform/queue/' },
      to: { path: '(^|node_modules/)(bullmq|ioredis)(/|$)' },
    },
    {
      name: 'independent-verifier',
      severity: 'error',
      comment:
        'verify-session holds what was told against the facts: it shares nothing with what computed and told it, and nothing imports it',
      from: { path: '^src/commissions/verify-session/' },
      to: { pathNot: '^src/commissions/verify-session/', dependencyTypesNot: ['core'] },
    },
    {
      name: 'nobody-verifies-itself',
      severity: 'error',
      comment: 'what computes and tells knows nothing of its verifier',
      from: { pathNot: '^src/commissions/verify-session/' },
      to: { path: '^src/commissions/verify-session/' },
    },
    { name: 'no-cycle', severity: 'error', comment: 'no cycle', from: {}, to: { circular: true } },
    {
      name: 'no-orphan-import',
      severity: 'error',
      comment: 'what is imported is installed',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
