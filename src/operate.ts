import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { isEmail } from 'class-validator';
import { text } from 'node:stream/consumers';
import { ApiClientAccounts, grantNamed, RolePlaces, StaffAccounts } from './accounts/index.js';
import { AppModule } from './app.module.js';
import { ConfigError, readConfig, type Config } from './config/index.js';
import { Erasures } from './dossier/index.js';
import { DomainError } from './kernel/refusal.js';
import { readDeliveryReport } from './mailroom/index.js';
import { BackupProofs } from './operations/index.js';
import { BackupError } from './platform/backup/index.js';
import { keepFilesPrivate } from './platform/files/index.js';
import { keyOf, Opening } from './platform/opening/index.js';
import { Outbox } from './platform/outbox/index.js';
import { ErasureLog } from './platform/erasures/index.js';
import { createLog, NestLog } from './platform/logging/index.js';
import { ROLES, SYSTEM, type Grant, type Role } from './platform/security/index.js';
import { loadReferenceData } from './reference-data.js';

const USAGE = `Usage: npm run operate -- COMMAND
  seed                                   load communes, providers, commissions and criteria from data/
  account EMAIL "NAME" ROLE[=SCOPE]…     create a sign-in; the link that chooses its password is printed once
                                         (rpe_agent=DESK, eaje_director=ESTABLISHMENT, commission_member=BODY, coordinator,
                                         administrator, auditor)
  token "NAME"                           create an API client; its token is printed once
  bounce                                 note that a mail came back: reads a delivery report (RFC 3464) from standard input
  lacks                                  what is missing before families come: a deposit is refused until nothing is
  waive LACK[,LACK…] "NAME" "REASON"     open without it, in the name of who decides so
  unwaive LACK                           take that back
  restored FILE                          note that this backup was restored elsewhere with its key (its manifest beside it)
  erase-again LOG                        forget again who a restored database brought back (erasures.log, beside the backups)
`;

class Misuse extends Error {}

/** @throws Misuse with the roles that can be given, when this is none of them */
async function grantOf(app: INestApplicationContext, text: string): Promise<Grant> {
  const choices = await app.get(RolePlaces).listChoices();
  const grant = grantNamed(text);
  if (grant && choices.some(({ key }) => key === text)) return grant;
  const [role] = text.split('=') as [Role];
  if (!ROLES.includes(role)) throw new Misuse(`Unknown role: ${role} (${ROLES.join(', ')})`);
  const keys = choices.filter((choice) => choice.role === role).map(({ key }) => key);
  throw new Misuse(
    `${role} needs one of: ${keys.join(' ') || 'nothing is set up yet: run seed, or set it up on pages'}`,
  );
}

async function createAccount(
  app: INestApplicationContext,
  email: string,
  name: string,
  roles: readonly string[],
): Promise<string> {
  if (!isEmail(email)) throw new Misuse(`Not an e-mail address: ${email}`);
  const grants = await Promise.all(roles.map((role) => grantOf(app, role)));
  try {
    return `${email} ${await app.get(StaffAccounts).createAccount(SYSTEM, { email, name, grants })}`;
  } catch (error) {
    if (error instanceof DomainError) throw new Misuse(`${email} has an account already; nothing was changed`);
    throw error;
  }
}

async function eraseAgain(app: INestApplicationContext, path: string): Promise<string> {
  const log = new ErasureLog(path);
  if (!log.exists) throw new Misuse(`${path} does not exist`);
  const { dossierIds, unreadable } = await log.readIds();
  const { erased, kept } = await app.get(Erasures).again(dossierIds);
  const left = kept.length > 0 ? `; a place is held, end it first: ${kept.join(' ')}` : '';
  return `${erased} dossier(s) forgotten again${left}${unreadable > 0 ? `; ${unreadable} line(s) cannot be read` : ''}`;
}

/**
 * Meant to be called by an alias of the mail server. A text that is no report about one of our messages changes nothing
 * and is not repeated.
 */
async function bounce(app: INestApplicationContext, source: string): Promise<string> {
  const report = readDeliveryReport(source);
  const known = report !== null && (await app.get(Outbox).recordBounce(report.messageId, report.code));
  return known ? `${report.messageId} came back` : 'No report of a message of ours: nothing was changed';
}

/** The lacks of a command. @throws Misuse when one of them is not missing, nor waived already */
async function lacksNamed(app: INestApplicationContext, text: string): Promise<string[]> {
  const { missing, waived } = await app.get(Opening).readStanding();
  const known = new Set([...missing, ...waived].flatMap((lack) => [lack.kind, keyOf(lack)]));
  const lacks = text.split(',').map((lack) => lack.trim());
  const unknown = lacks.filter((lack) => !known.has(lack));
  if (unknown.length > 0) throw new Misuse(`Not missing: ${unknown.join(' ')} (operate -- lacks lists what is)`);
  return lacks;
}

async function listLacks(app: INestApplicationContext): Promise<string> {
  const { missing, waived } = await app.get(Opening).readStanding();
  return [
    missing.length > 0
      ? `${missing.length} missing`
      : 'Nothing is missing by the settings of this command: families may come to a server started with them',
    ...missing.map((lack) => `  ${keyOf(lack)}${lack.subject ? `  ${lack.subject.name}` : ''}`),
    ...(waived.length > 0 ? [`${waived.length} waived`] : []),
    ...waived.map(
      (lack) => `  ${keyOf(lack)}  ${lack.waiver.name}, ${lack.waiver.at.slice(0, 10)}: ${lack.waiver.reason}`,
    ),
  ].join('\n');
}

async function waive(app: INestApplicationContext, text: string, name: string, reason: string): Promise<string> {
  if (name.trim().length < 2 || reason.trim().length < 4) throw new Misuse('Who decides so, and why?');
  await app.get(Opening).waive(SYSTEM, await lacksNamed(app, text), name.trim(), reason.trim());
  return listLacks(app);
}

async function unwaive(app: INestApplicationContext, lack: string): Promise<string> {
  if (!(await app.get(Opening).unwaive(SYSTEM, lack))) throw new Misuse(`Not waived: ${lack}`);
  return listLacks(app);
}

async function run(app: INestApplicationContext, config: Config, [command, ...args]: string[]): Promise<string> {
  if (command === 'seed') {
    const { communes, providers } = await loadReferenceData(app, config);
    return `${communes} communes, ${providers} providers`;
  }
  if (command === 'token' && args.length === 1) return app.get(ApiClientAccounts).createClient(SYSTEM, args[0]!);
  if (command === 'bounce' && args.length === 0) return bounce(app, await text(process.stdin));
  if (command === 'erase-again' && args.length === 1) return eraseAgain(app, args[0]!);
  if (command === 'lacks' && args.length === 0) return listLacks(app);
  if (command === 'waive' && args.length === 3) return waive(app, args[0]!, args[1]!, args[2]!);
  if (command === 'unwaive' && args.length === 1) return unwaive(app, args[0]!);
  if (command === 'restored' && args.length === 1)
    return `Restored: the backup of ${await app.get(BackupProofs).recordRestore(SYSTEM, args[0]!)}`;
  if (command === 'account' && args.length >= 3) {
    const [email, name, ...roles] = args as [string, string, ...string[]];
    return createAccount(app, email, name, roles);
  }
  throw new Misuse(USAGE);
}

/** The commands of an operator. The server may be running, or may not have been started yet. */
async function main(): Promise<void> {
  const config = readConfig('tool');
  keepFilesPrivate(config);
  const app = await NestFactory.createApplicationContext(AppModule.with(config), {
    logger: new NestLog(createLog(config)),
  });
  try {
    process.stdout.write(`${await run(app, config, process.argv.slice(2))}\n`);
  } finally {
    await app.close();
  }
}

main().catch((error: unknown) => {
  const known = error instanceof ConfigError || error instanceof Misuse || error instanceof BackupError;
  process.stderr.write(`${known ? (error as Error).message : String((error as Error).stack ?? error)}\n`);
  process.exitCode = 2;
});
