/**
 * The list of providers, searched and filtered, and the directory of families, with the 160 providers of the territory
 * and with ten thousand. Both servers run at once and are asked in turn.
 */
import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, operate, productionEnv, startServer } from '../test/chaos/server.js';
import { compareGrowth } from './growth.js';
import { StaffClient } from './staff-client.js';

const COMMUNES = ['71306', '71499', '71040', '71486', '71132', '71356'];
const PAGES = [
  '/offre',
  '/offre?page=3',
  '/offre?texte=maternelle+12',
  '/offre?texte=zzz',
  '/offre?type=establishment&manque=howItWorks',
  '/offre?type=childminder&commune=71306&page=2',
  '/offre/ma-71306',
  '/modes-d-accueil',
  '/modes-d-accueil?mode=establishment&commune=71306',
];

/** A server on the providers of the territory, and so many others. */
async function world(folder, others) {
  const sqlite = join(folder, `${others}.sqlite`);
  const env = productionEnv({ port: await freePort(), sqlite });
  operate(env, 'seed');
  const database = new Database(sqlite);
  const insert = database.prepare(
    `INSERT INTO provider (id, kind, establishment_kind, name, commune_code, authorised_capacity, capacity_assumed)
     VALUES (?, ?, ?, ?, ?, ?, 0)`,
  );
  database.transaction(() => {
    for (let nth = 0; nth < others; nth += 1) {
      const nursery = nth % 20 === 0;
      const [kind, of, name] = nursery
        ? ['establishment', 'micro_creche_psu', 'Micro-crèche']
        : ['childminder', null, 'Assistante maternelle'];
      insert.run(`other-${nth}`, kind, of, `${name} ${nth}`, COMMUNES[nth % COMMUNES.length], nursery ? 12 : 3);
    }
  })();
  database.close();
  const password = operate(env, 'account', 'c@marelle.example', 'Coordinatrice', 'coordinator').split(' ').at(-1);
  const server = await startServer(env);
  const client = new StaffClient(env.BASE_URL);
  await client.signIn('c@marelle.example', password);
  return { client, stop: () => (server.child.kill('SIGTERM'), server.exited) };
}

export async function benchProviders({ others = 10_000, rounds = 20, warmRounds = 2 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'marelle-providers-'));
  const [small, large] = [await world(folder, 0), await world(folder, others)];
  try {
    const measured = await compareGrowth(small, large, async () => PAGES, rounds, warmRounds);
    return { name: 'providers', others, ...measured, wantedGrowth: 2.5, failed: 0 };
  } finally {
    await small.stop();
    await large.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
