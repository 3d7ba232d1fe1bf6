import { createServer, type AddressInfo } from 'node:net';
import { afterEach, expect, it, jest } from '../../../../test/support/runner.js';
import { readConfig } from '../../config/index.js';
import type { Attachments } from './attachments.js';
import { Undeliverable } from './carrier.js';
import type { MailWriter } from './mail-writer.js';
import type { Message } from './message.entity.js';
import { SmtpCarrier } from './smtp-carrier.js';

afterEach(() => jest.restoreAllMocks());

it('gives up a mail server that takes the connection and never says a word, to try again later', async () => {
  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) => {
    silent.listen(0, '127.0.0.1', resolve);
  });
  const config = readConfig('test', {
    SQLITE_FILE: ':memory:',
    SMTP_URL: `smtp://127.0.0.1:${(silent.address() as AddressInfo).port}`,
  });
  const writer = {
    content: () => ({ from: 'Le guichet', text: 'Bonjour', html: '<p>Bonjour</p>' }),
  } as unknown as MailWriter;
  const carrier = new SmtpCarrier(config, writer, { makeFiles: async () => [] } as unknown as Attachments);
  const message = {
    id: 'a',
    recipient: 'famille@exemple.fr',
    subject: 'Bonjour',
    language: 'fr',
    attachment: null,
  } as unknown as Message;
  // Seconds of the machine pass fifty times as fast for whoever waits here.
  const { setTimeout } = globalThis;
  const ended: number[] = [];
  jest.spyOn(globalThis, 'setTimeout').mockImplementation(((done: () => void, millis = 0) =>
    setTimeout(() => {
      ended.push(millis);
      done();
    }, millis / 50)) as never);
  const error = await carrier.send(message).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Error);
  expect(error).not.toBeInstanceOf(Undeliverable);
  // A job's lease is two minutes.
  expect(ended.reduce((sum, millis) => sum + millis, 0)).toBeLessThan(20_000);
  await carrier.onApplicationShutdown();
  silent.close();
});
