/**
 * nginx and Caddy, each started with its file of deploy/ on free ports of this machine. Only what a machine has for
 * itself is put in the place of what the file says: ports, certificate, folders, and a shorter wait for headers.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './server.js';

/** Seconds that headers are waited for here; the files say ten. */
export const HEADER_SECONDS = 2;
const PAGES = resolve('deploy/pages');

/** @throws Error when the file does not say it: then the drill would prove something else */
function replaced(text, said, here) {
  if (!text.includes(said)) throw new Error(`The file does not say ${said}`);
  return text.replaceAll(said, here);
}

function certificateOf(folder, host) {
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const asked = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  const named = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`];
  execFileSync('openssl', [...asked, ...named, '-keyout', key, '-out', certificate], { stdio: 'ignore' });
  return { key, certificate, text: readFileSync(certificate, 'utf8') };
}

function nginxFile({ folder, host, appPort, port, clearPort, key, certificate }) {
  let site = readFileSync('deploy/nginx/marelle.conf', 'utf8').replace(/^\s*listen \[::\].*\n/gm, '');
  for (const [said, here] of [
    ['listen 443 ssl', `listen 127.0.0.1:${port} ssl`],
    ['listen 80 ', `listen 127.0.0.1:${clearPort} `],
    ['server 127.0.0.1:3000', `server 127.0.0.1:${appPort}`],
    ['petite-enfance.example.org/fullchain.pem', 'fullchain.pem'],
    ['petite-enfance.example.org/privkey.pem', 'privkey.pem'],
    ['/etc/letsencrypt/live/fullchain.pem', certificate],
    ['/etc/letsencrypt/live/privkey.pem', key],
    ['petite-enfance.example.org', host],
    ['/opt/marelle/deploy/pages/', `${PAGES}/`],
    ['/var/log/nginx/', `${folder}/`],
    ['client_header_timeout 10s', `client_header_timeout ${HEADER_SECONDS}s`],
  ])
    site = replaced(site, said, here);
  writeFileSync(join(folder, 'marelle.conf'), site);
  // Around it what Debian installs, so that its own settings (it compresses pages) are those that ours are held against.
  let whole = readFileSync('/etc/nginx/nginx.conf', 'utf8').replace(/^\s*include .*(modules|sites)-enabled.*\n/gm, '');
  for (const [said, here] of [
    ['user www-data;', 'daemon off; worker_processes 1;'],
    ['worker_processes auto;', ''],
    ['/run/nginx.pid', join(folder, 'nginx.pid')],
    ['/var/log/nginx/', `${folder}/`],
    ['/etc/nginx/conf.d/*.conf', join(folder, 'marelle.conf')],
    [
      'default_type application/octet-stream;',
      ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
        .map((kind) => `${kind}_temp_path ${join(folder, kind)};`)
        .join('\n'),
    ],
  ])
    whole = replaced(whole, said, here);
  const file = join(folder, 'nginx.conf');
  // A worker of a master that runs as root would be "nobody", who may not read this folder.
  writeFileSync(file, (process.getuid?.() === 0 ? 'user root;\n' : '') + whole);
  return file;
}

function caddyFile({ folder, host, appPort, port, clearPort, key, certificate }) {
  let file = readFileSync('deploy/caddy/Caddyfile', 'utf8');
  for (const [said, here] of [
    ['https://petite-enfance.example.org {', `https://${host} {\n\ttls ${certificate} ${key}`],
    ['petite-enfance.example.org', host],
    ['reverse_proxy 127.0.0.1:3000', `reverse_proxy 127.0.0.1:${appPort}`],
    ['/opt/marelle/deploy/pages', PAGES],
    ['/var/log/caddy/', `${folder}/`],
    ['read_header 10s', `read_header ${HEADER_SECONDS}s`],
    [
      '\tservers {',
      `\tadmin off\n\tauto_https disable_redirects\n\tskip_install_trust\n\thttp_port ${clearPort}\n\thttps_port ${port}\n\tservers {`,
    ],
  ])
    file = replaced(file, said, here);
  const path = join(folder, 'Caddyfile');
  writeFileSync(path, file);
  return path;
}

/** How each is found, checked and started. `log`: its own log of requests. */
export const PROXIES = {
  nginx: {
    isHere: () => spawnSync('nginx', ['-v']).status === 0 && existsSync('/etc/nginx/nginx.conf'),
    write: nginxFile,
    check: (file, folder) => spawnSync('nginx', ['-t', '-q', '-p', folder, '-c', file], { encoding: 'utf8' }),
    start: (file, folder) => ['nginx', ['-p', folder, '-c', file]],
    log: 'marelle.access.log',
    countsRequests: true,
  },
  caddy: {
    isHere: () => spawnSync('caddy', ['version']).status === 0,
    write: caddyFile,
    check: (file) => spawnSync('caddy', ['validate', '--adapter', 'caddyfile', '--config', file], { encoding: 'utf8' }),
    start: (file) => ['caddy', ['run', '--adapter', 'caddyfile', '--config', file]],
    log: 'marelle.log',
    countsRequests: false,
  },
};

const listens = (port) =>
  new Promise((answer) => {
    const socket = connect(port, '127.0.0.1', () => answer(true)).on('error', () => answer(false));
    socket.on('connect', () => socket.destroy());
  });

/** @returns {Promise<{ door: object, log: () => string, stop: () => Promise<void> }>} */
export async function startProxy(name, { folder: above, host, appPort }) {
  const { write, check, start, log } = PROXIES[name];
  const folder = join(above, name);
  mkdirSync(folder);
  const [port, clearPort] = [await freePort(), await freePort()];
  const { key, certificate, text } = certificateOf(folder, host);
  const file = write({ folder, host, appPort, port, clearPort, key, certificate });
  const checked = check(file, folder);
  if (checked.status !== 0) throw new Error(`${name} does not understand its file: ${checked.stderr}`);
  const [program, given] = start(file, folder);
  const env = { PATH: process.env.PATH, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  const child = spawn(program, given, { stdio: 'ignore', env });
  const exited = new Promise((done) => child.on('exit', done));
  const kill = () => child.kill('SIGTERM');
  process.once('exit', kill);
  for (let attempt = 0; !(await listens(port)) || !(await listens(clearPort)); attempt += 1) {
    if (child.exitCode !== null || attempt > 200) throw new Error(`${name} did not start: ${child.exitCode}`);
    await sleep(50);
  }
  return {
    door: { host, port, clearPort, certificate: text },
    log: () => readFileSync(join(folder, log), 'utf8'),
    stop: async () => {
      kill();
      await exited;
      process.off('exit', kill);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
