import 'reflect-metadata';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getMetadataStorage } from 'class-validator';
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';
import { describe, expect, it } from '@jest/globals';
import { LARGEST } from '#contracts';
import { MAY_BE_IN_A_FILE, ServiceConfiguration } from '#hosting';

type Service = {
  readonly image?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly (string | { readonly source: string; readonly target: string })[];
  readonly volumes?: readonly string[];
  readonly networks?: readonly string[];
  readonly ports?: readonly string[];
  readonly profiles?: readonly string[];
  readonly depends_on?: Readonly<Record<string, object>>;
  readonly healthcheck?: object;
  readonly restart?: string;
  readonly read_only?: boolean;
  readonly stop_grace_period?: string;
  readonly user?: string;
};
type Compose = { readonly services: Readonly<Record<string, Service>>; readonly volumes: object; readonly networks: object; readonly secrets: Readonly<Record<string, { readonly file: string }>> };

const root = join(import.meta.dirname, '..');
const text = (path: string): string => readFileSync(join(root, path), 'utf8');
const compose = load(text('docker-compose.yml'), { schema: CORE_SCHEMA.withTags(mergeTag) }) as Compose;
const dockerfile = text('Dockerfile');
const all = Object.entries(compose.services);
/** What stands on every engine: the services, and what puts the demonstration in by an operator's door. */
const ours = all.filter(([, { environment = {} }]) => 'EVENTSTOREDB_URL_FILE' in environment);
const proxy = text('deploy/balancer/haproxy.cfg');

const rules = getMetadataStorage().getTargetValidationMetadatas(ServiceConfiguration, '', true, false);
const known = [...new Set(rules.map(({ propertyName }) => propertyName))];
const optional = new Set(rules.filter(({ type, name }) => type === 'conditionalValidation' || name === 'isOptional').map(({ propertyName }) => propertyName));
const defaults = new ServiceConfiguration() as unknown as Readonly<Record<string, unknown>>;
const required = known.filter((name) => !optional.has(name) && defaults[name] === undefined);
const given = ({ environment = {} }: Service): readonly string[] =>
  Object.keys(environment).map((name) => MAY_BE_IN_A_FILE.find((url) => name === `${url}_FILE`) ?? name);
const ourImage = (name: string): boolean => compose.services[name]?.image?.startsWith('guichet-services:') ?? false;
const sourceOf = (secret: NonNullable<Service['secrets']>[number]): string => (typeof secret === 'string' ? secret : secret.source);
const targetOf = (secret: NonNullable<Service['secrets']>[number]): string => (typeof secret === 'string' ? secret : secret.target);

describe.each(ours)('%s in docker-compose.yml', (name, service) => {
  it('is told all that its configuration needs and nothing that it does not know', () => {
    expect(required).toContain('TOKEN_JWKS_URL');
    const asked = name === 'demonstration' ? ['IDENTITY_URL', 'ACCESS_DELEGATION_URL'] : [];
    expect(given(service).filter((variable) => !known.includes(variable))).toEqual(asked);
    expect(required.filter((variable) => !given(service).includes(variable))).toEqual([]);
  });

  it('finds each secret file where its environment says', () => {
    const mounted = (service.secrets ?? []).map((secret) => `/run/secrets/${targetOf(secret)}`);
    const named = Object.entries(service.environment ?? {}).filter(([variable]) => variable.endsWith('_FILE')).map(([, file]) => file);
    expect(named.toSorted()).toEqual(mounted.toSorted());
  });

  it('runs an entry file that is there, as nobody in particular, on a file system it cannot write', () => {
    const entry = service.command?.at(-1) ?? '';
    expect(entry).toMatch(/^dist\/apps\/.+main\.js$/);
    expect(existsSync(join(root, entry.replace(/^dist\//, '').replace(/\.js$/, '.ts')))).toBe(true);
    expect([service.user, service.read_only]).toEqual(['node', true]);
  });

  it('takes no port of the machine, so that there may be several, and is not killed before it has left', () => {
    expect(service.ports).toBeUndefined();
    const LONGEST_REQUEST = 10;
    expect(Number(service.environment?.['DRAIN_SECONDS']) + LONGEST_REQUEST).toBeLessThan(parseInt(service.stop_grace_period ?? '', 10));
  });
});

describe('docker-compose.yml', () => {
  it.each(all)('%s stands on an image of one version and on what the file declares', (_, { image = '', secrets = [], volumes = [], networks = [], depends_on: needs = {} }) => {
    expect(image).toMatch(/^[\w./-]+:v?\d+\.\d+\.\d+$/);
    expect(secrets.map(sourceOf).filter((secret) => !(secret in compose.secrets))).toEqual([]);
    expect(volumes.map((volume) => volume.split(':', 1)[0] ?? '').filter((source) => !/^[./]/.test(source) && !(source in compose.volumes))).toEqual([]);
    expect(volumes.map((volume) => volume.split(':', 1)[0] ?? '').filter((source) => source.startsWith('./') && !existsSync(join(root, source)))).toEqual([]);
    expect(networks.filter((network) => !(network in compose.networks))).toEqual([]);
    expect(Object.keys(needs).filter((other) => !(other in compose.services))).toEqual([]);
  });

  it('tells the health of everything that goes on running and that others wait for', () => {
    const waitedFor = new Set(all.flatMap(([, { depends_on: needs = {} }]) => Object.entries(needs).filter(([, how]) => 'condition' in how && how.condition === 'service_healthy').map(([name]) => name)));
    expect(waitedFor.size).toBeGreaterThan(3);
    expect(dockerfile).toContain('\nHEALTHCHECK ');
    expect([...waitedFor].filter((name) => compose.services[name]?.healthcheck === undefined && !ourImage(name))).toEqual([]);
  });

  it('opens ports on loopback only', () => {
    expect(all.flatMap(([, { ports = [] }]) => ports).filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });

  it('has a balancer before each service that gives requests to instances that are ready, and has seen who leaves before he is gone', () => {
    for (const name of ['access-delegation', 'audit']) expect(proxy).toContain(`server-template instance 8 ${name}:${String(compose.services[name]?.environment?.['PORT'])}`);
    expect(proxy).toContain('option httpchk GET /health/ready');
    const [, inter = '', fall = ''] = /check inter (\d+)s fall (\d+)/.exec(proxy) ?? [];
    expect(Number(inter) * (Number(fall) + 1)).toBeLessThan(Number(compose.services['audit']?.environment?.['DRAIN_SECONDS']));
    const bound = [...proxy.matchAll(/bind :(808[12])/g)].map(([, port = '']) => `127.0.0.1:${port}:${port}`);
    expect(compose.services['balancer']?.ports).toEqual(bound);
  });

  it('has stores that take the largest event of their service', () => {
    const UNLESS_TOLD = 1_048_576;
    const takes = (store: string): number => Number(compose.services[store]?.environment?.['KURRENTDB_MAX_APPEND_SIZE'] ?? UNLESS_TOLD);
    expect(takes('events-access-delegation')).toBeGreaterThanOrEqual(LARGEST.event);
    expect(takes('events-audit')).toBeGreaterThanOrEqual(LARGEST.ledgerEntry);
  });

  it('has stores whose files can be copied while they run: none keeps an index that changes in place', () => {
    const stores = all.filter(([, { image = '' }]) => image.startsWith('kurrentplatform/'));
    expect(stores).toHaveLength(3);
    for (const [, { environment }] of stores) expect(environment?.['KURRENTDB__SECONDARY_INDEXING__ENABLED']).toBe('false');
  });

  it('gives one prefix of names to whoever uses names', () => {
    const named = all.filter(([, { environment = {} }]) => 'SERVICES' in environment || 'EVENTSTOREDB_URL_FILE' in environment);
    expect(named.length).toBeGreaterThan(4);
    for (const [, { environment }] of [...named, ['kafka', compose.services['kafka'] ?? {}] as const]) expect(environment?.['NAME_PREFIX']).toBe('${NAME_PREFIX:-}');
  });

  it('names the secrets that tools/make-secrets.mjs makes', () => {
    const script = text('tools/make-secrets.mjs');
    for (const name of Object.keys(compose.secrets)) expect(script).toContain(name.replace(/^(access-delegation|audit|identity)\./, '${service}.'));
    expect(text('.gitignore')).toContain('/secrets/');
  });
});

describe('the image', () => {
  it('has the Node that is pinned, no root, and asks for readiness where it is told', () => {
    const { version } = JSON.parse(text('node_modules/node/package.json')) as { readonly version: string };
    expect(dockerfile.match(/^FROM node:\S+/gm)).toEqual(Array(3).fill(`FROM node:${version}-bookworm-slim`));
    expect(dockerfile).toMatch(/^USER node$/m);
    expect(dockerfile).toContain('/health/ready');
    expect(text('libs/http/src/health.module.ts')).toMatch(/@Controller\('health'\)[^]*@Get\('ready'\)/);
    expect(dockerfile).toContain('npm ci --omit=dev');
  });
});
