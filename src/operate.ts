import { NestFactory } from '@nestjs/core';
import { randomBytes } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { createApiClient, ensureAccount, hashPassword } from './accounts/index.js';
import { AppModule } from './app.module.js';
import { ConfigError, readConfig, type Config } from './config/index.js';
import { Clock } from './kernel/clock.js';
import { UnitOfWork } from './platform/database/index.js';
import { ROLES, type Grant, type Role } from './platform/security/index.js';
import { loadReferenceData } from './reference-data.js';

const USAGE = `Usage: npm run operate -- COMMAND
  seed                                   load communes, providers, commissions and criteria from data/
  account EMAIL "NAME" ROLE[=SCOPE]…     create a sign-in; the password is printed once
                                         (rpe_agent=DESK, eaje_director=ESTABLISHMENT, commission_member=BODY, coordinator, administrator)
  token "NAME"                           create an API client; its token is printed once
`;

const SCOPES: Partial<Record<Role, 'deskId' | 'establishmentId' | 'bodyId'>> = { rpe_agent: 'deskId', eaje_director: 'establishmentId', commission_member: 'bodyId' };

class Misuse extends Error {}

function grantOf(text: string): Grant {
  const [role, scope] = text.split('=') as [Role, string | undefined];
  if (!ROLES.includes(role)) throw new Misuse(`Unknown role: ${role}`);
  const key = SCOPES[role];
  if (key && !scope) throw new Misuse(`${role} needs a scope: ${role}=…`);
  return key && scope ? { role, [key]: scope } : { role };
}

async function run(app: INestApplicationContext, config: Config, [command, ...args]: string[]): Promise<string> {
  const at = app.get(Clock).now();
  const unitOfWork = app.get(UnitOfWork);
  if (command === 'seed') {
    const { communes, providers } = await loadReferenceData(app, config);
    return `${communes} communes, ${providers} providers`;
  }
  if (command === 'token' && args.length === 1) return unitOfWork.run((tx) => createApiClient(tx, args[0]!, at));
  if (command === 'account' && args.length >= 3) {
    const [email, name, ...roles] = args as [string, string, ...string[]];
    const password = randomBytes(12).toString('base64url');
    const passwordHash = await hashPassword(password);
    await unitOfWork.run((tx) => ensureAccount(tx, { email: email.toLowerCase(), name, passwordHash, grants: roles.map(grantOf), at }));
    return `${email} ${password}`;
  }
  throw new Misuse(USAGE);
}

/** What an operator does from a terminal, beside the server or before its first start. */
async function main(): Promise<void> {
  const config = readConfig('tool');
  const app = await NestFactory.createApplicationContext(AppModule.with(config), { logger: ['fatal', 'error'] });
  try {
    process.stdout.write(`${await run(app, config, process.argv.slice(2))}\n`);
  } finally {
    await app.close();
  }
}

main().catch((error: unknown) => {
  const known = error instanceof ConfigError || error instanceof Misuse;
  process.stderr.write(`${known ? (error as Error).message : String((error as Error).stack ?? error)}\n`);
  process.exitCode = 2;
});
