import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Reader } from '../../src/foundation/platform/database/index.js';
import { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import { MessageLinks } from '../../src/foundation/platform/outbox/index.js';

/** A message as a carrier would get it now. Each hand-over makes a new link. */
export async function handedOver(app: Pick<NestFastifyApplication, 'get'>, message: Message): Promise<Message> {
  const [filled] = await app.get(MessageLinks).fill([message]);
  return filled!.message;
}

/** The link in a message that is handed over now. */
export async function linkOf(app: Pick<NestFastifyApplication, 'get'>, message: Message): Promise<URL> {
  const url = /https?:\/\/\S+/.exec((await handedOver(app, message)).body)?.[0];
  if (!url) throw new Error(`No link in a message of kind ${message.kind}`);
  return new URL(url);
}

/** The link of the latest message of a kind. */
export async function linkInMail(app: NestFastifyApplication, kind: string): Promise<string> {
  const [latest] = await app
    .get(Reader)
    .find(Message, { where: { kind }, order: { createdAt: 'DESC', id: 'DESC' }, take: 1 });
  if (!latest) throw new Error(`No message of kind ${kind}`);
  return (await linkOf(app, latest)).pathname;
}
