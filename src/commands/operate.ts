import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { isEmail } from 'class-validator';
import { text } from 'node:stream/consumers';
import { ApiClientAccounts, grantNamed, RolePlaces, StaffAccounts } from '../territory/accounts/index.js';
import { AppModule } from '../app.module.js';
import { ConfigError, readConfig, type Config } from '../foundation/config/index.js';
import { Erasures } from '../dossier/dossier/index.js';
import type { Lack } from '../foundation/kernel/lack.js';
import { DomainError, NotFound } from '../foundation/kernel/refusal.js';
import { readDeliveryReport } from '../first-desk/mailroom/index.js';
import { BackupProofs } from '../territory/operations/index.js';
import { BackupError } from '../foundation/platform/backup/index.js';
import { keepFilesPrivate } from '../foundation/platform/files/index.js';
import { keyOf, Opening, type OpeningStanding } from '../foundation/platform/opening/index.js';
import { Outbox } from '../foundation/platform/outbox/index.js';
import { ErasureLog } from '../foundation/platform/erasures/index.js';
import { createLog, NestLog } from '../foundation/platform/logging/index.js';
import { ROLES, SYSTEM, type Grant, type Role } from '../foundation/platform/security/index.js';
import { loadReferenceData } from './reference-data.js';

const USAGE = `Usage: npm run operate -- COMMAND
  seed                                   load communes, providers, commissions and criteria from data/
  account EMAIL "NAME" ROLE[=SCOPE]…     create a sign-in; the link that chooses its password is printed once
                                         (rpe_agent=DESK, eaje_director=ESTABLISHMENT, commission_member=BODY, coordinator,
                                         administrator, auditor)
  link EMAIL                             print the first link of an account anew, when it was lost: the one before is void
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
    if (error instanceof DomainError)
      throw new Misuse(
        `${email} has an account already; nothing was changed (its first link was lost: operate -- link ${email})`,
      );
    throw error;
  }
}

/** For who has never chosen a password. Whoever has asks for a link on the page of sign-in, which mails it. */
async function renewFirstLink(app: INestApplicationContext, config: Config, email: string): Promise<string> {
  const link = await app
    .get(StaffAccounts)
    .renewFirstLink(SYSTEM, email)
    .catch((error: unknown) => {
      if (error instanceof NotFound) throw new Misuse(`No open account has the address ${email}`);
      throw error;
    });
  if (link !== null) return `${email} ${link}`;
  throw new Misuse(
    `${email} has chosen a password; another one is asked for at ${config.BASE_URL}/personnel/mot-de-passe-oublie`,
  );
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

/**
 * The lacks of a command, each once.
 * @throws Misuse when one of them is not missing, nor waived already, with what may be waived
 */
function lacksNamed({ missing, waived }: OpeningStanding, text: string): string[] {
  const may = new Set([...missing, ...waived].flatMap((lack) => [lack.kind, keyOf(lack)]));
  const lacks = [...new Set(text.split(',').map((lack) => lack.trim()))].filter(Boolean);
  const unknown = lacks.filter((lack) => !may.has(lack));
  if (lacks.length > 0 && unknown.length === 0) return lacks;
  const kinds = [...new Set(missing.map(({ kind }) => kind))];
  throw new Misuse(
    [
      lacks.length === 0 ? 'Which lack?' : `Nothing of this name is missing: ${unknown.join(' ')}`,
      kinds.length === 0 ? 'Nothing is missing' : `What may be waived: ${kinds.join(' ')}`,
      'One desk, establishment or commission alone: KIND:ID (operate -- lacks lists them)',
    ].join('\n'),
  );
}

const lineOf = (lack: Lack): string => `  ${keyOf(lack)}${lack.subject ? `  ${lack.subject.name}` : ''}`;

async function listLacks(app: INestApplicationContext): Promise<string> {
  const { missing, waived, advised } = await app.get(Opening).readStanding();
  return [
    missing.length > 0
      ? `${missing.length} missing`
      : 'Nothing is missing by the settings of this command: families may come to a server started with them',
    ...missing.map(lineOf),
    ...(waived.length > 0 ? [`${waived.length} waived`] : []),
    ...waived.map(
      (lack) => `  ${keyOf(lack)}  ${lack.waiver.name}, ${lack.waiver.at.slice(0, 10)}: ${lack.waiver.reason}`,
    ),
    ...(advised.length > 0 ? [`${advised.length} to think of, which close nothing`] : []),
    ...advised.map(lineOf),
  ].join('\n');
}

async function waive(app: INestApplicationContext, text: string, name: string, reason: string): Promise<string> {
  if (name.trim().length < 2 || reason.trim().length < 4) throw new Misuse('Who decides so, and why?');
  const standing = await app.get(Opening).readStanding();
  const lacks = lacksNamed(standing, text);
  await app.get(Opening).waive(SYSTEM, lacks, name.trim(), reason.trim());
  const before = standing.waived.filter(({ waiver }) => lacks.includes(waiver.lack));
  const replaced = new Map(before.map(({ waiver }) => [waiver.lack, waiver]));
  return [
    ...[...replaced.values()].map(
      (waiver) => `${waiver.lack} was waived already, by ${waiver.name} (${waiver.reason}): this takes its place`,
    ),
    await listLacks(app),
  ].join('\n');
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
  if (command === 'link' && args.length === 1) return renewFirstLink(app, config, args[0]!);
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
