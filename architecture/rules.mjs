const SPEC = '\\.(spec|service-spec|e2e-spec|contract)\\.ts$';
const TESTING = '^(apps|libs)/.*/(testing|test)(/|\\.ts$)';
const TESTS = [SPEC, TESTING];
const DOORS = '^libs/[^/]+/src/(index|testing)\\.ts$';
/** Loads every driver: only for the process of one service. */
const REMOTE = '^libs/hosting/src/remote\\.ts$';
const MAIN = '^apps/[^/]+/src/(main|[a-z-]+\\.main)\\.ts$';
const ENGINES = '^libs/[^/]+/src/(memory|sqlite|eventstoredb|kafka|mongoose)\\.ts$';
const INSIDE_ENGINES = '^libs/.*/(memory|sqlite|eventstoredb|kafka|mongoose)[^/]*\\.ts$';
const MODULES = '^apps/[^/]+/src/[^/]+\\.module\\.ts$';

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const forbidden = [
  rule('no-cycles', 'Modules that need each other are one module: merge them, or give both a third.',
    {}, { circular: true }),
  rule('no-orphans', 'Nobody imports it and it imports nobody: delete it.',
    { orphan: true, pathNot: [...TESTS, '\\.d\\.ts$'] }, {}),
  rule('everything-resolves', 'An import that leads nowhere escapes all other rules.',
    {}, { path: '^[.#]', couldNotResolve: true }),
  rule('domain-is-pure', 'A domain knows domains and the kernel: no framework, no package, not even node:.',
    { path: '/domain/', pathNot: TESTS }, { pathNot: ['/domain/', '^libs/kernel/'] }),
  rule('application-sees-no-adapter', 'The application declares ports; adapters implement them.',
    { path: '/application/', pathNot: TESTS }, { path: '/adapters/' }),
  rule('services-do-not-meet', 'Services talk by facts and HTTP; its module is all that another app may see of one.',
    { path: '^apps/([^/]+)/' }, { path: '^apps/', pathNot: ['^apps/$1/', MODULES] }),
  rule('only-standalone-composes', 'Only standalone puts services together.',
    { path: '^apps/(?!standalone/)([^/]+)/' }, { path: MODULES, pathNot: '^apps/$1/' }),
  rule('libs-below-apps', 'A lib serves apps and knows none.',
    { path: '^libs/' }, { path: '^apps/' }),
  rule('kernel-depends-on-nothing', 'The kernel is plain TypeScript: no package, no other lib, not even node:.',
    { path: '^libs/kernel/', pathNot: TESTS }, { pathNot: '^libs/kernel/' }),
  rule('front-door-of-libs', 'An app uses what a lib exports.',
    { path: '^apps/', pathNot: MAIN }, { path: '^libs/', pathNot: [DOORS, ENGINES] }),
  rule('front-door-of-processes', 'The process of a service uses what a lib exports, or is run on the remote engines.',
    { path: MAIN }, { path: '^libs/', pathNot: [DOORS, REMOTE] }),
  rule('front-door-between-libs', 'A lib uses what another exports.',
    { path: '^libs/([^/]+)/' }, { path: '^libs/', pathNot: ['^libs/$1/', DOORS, ENGINES] }),
  rule('hosting-chooses-engines', 'An engine is loaded only when configured: hosting chooses it; engines may share, and tests may choose.',
    { path: '^(?:apps|libs)/([^/]+)/', pathNot: ['^libs/hosting/', INSIDE_ENGINES, ...TESTS] }, { path: ENGINES, pathNot: '^libs/$1/' }),
  rule('drivers-stay-home', 'A driver can be replaced because one lib alone knows it.',
    { pathNot: '^libs/(event-store|messaging|persistence|personal-data)/' },
    { path: '(^|node_modules/)(node:sqlite|mongoose|mongodb|kafkajs|@eventstore|@kurrent|@grpc)(/|$)' }),
  rule('tests-are-not-shipped', 'What runs in production imports no spec, no testing code and no tool of development.',
    { path: '^(apps|libs)/', pathNot: TESTS },
    { path: [...TESTS, 'node_modules/(@jest|jest|fast-check|@nestjs/testing)/'] }),
];

/** Who may import whom. Each rule has a folder of its name under violations/ with a tree that breaks it and no other. */
export default {
  forbidden,
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['source', 'import', 'node', 'default'] },
  },
};
