import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { seedWorld } from '../support/seed.js';

const TEN_MEGABYTES = 10_000_000;

describe.each(DATABASES)('bodies that do not come, and bodies nobody may send (%s)', (kind) => {
  let test: TestApp;
  let port: number;
  const opened: Socket[] = [];

  beforeAll(async () => {
    test = await startApp(kind, { BODY_SECONDS: '2', HEADERS_SECONDS: '1' });
    await seedWorld(test.app);
    await test.app.listen(0, '127.0.0.1');
    port = (test.app.getHttpServer().address() as AddressInfo).port;
  });
  afterAll(async () => {
    for (const socket of opened) socket.destroy();
    await test.close();
  });

  /**
   * Sends the beginning of a request and no more. @returns what was answered, once it was, or once the connection was
   * closed
   */
  const begun = (text: string, until: 'answer' | 'close'): Promise<string> =>
    new Promise((resolve) => {
      let said = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(text));
      opened.push(socket);
      socket.on('data', (piece: Buffer) => {
        said += piece.toString();
        if (until === 'answer') resolve(said);
      });
      socket.on('error', () => undefined).on('close', () => resolve(said));
    });
  const head = (method: string, path: string, ...headers: string[]): string =>
    `${[`${method} ${path} HTTP/1.1`, 'host: here', ...headers].join('\r\n')}\r\n\r\n`;
  const upload = (path: string): string =>
    head('POST', path, 'content-type: multipart/form-data; boundary=x', `content-length: ${TEN_MEGABYTES}`) +
    '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\na;b';

  it('a stranger’s upload to a page of the staff is answered by its headers, and read no further', async () => {
    const answered = await begun(upload('/rpe/imports'), 'answer');
    expect(answered).toMatch(/^HTTP\/1\.1 303 /);
    expect(answered).toMatch(/location: \/personnel\/connexion/);
  }, 20_000);

  it('and its connection is closed when the rest does not come', async () => {
    expect(await begun(upload('/rpe/imports'), 'close')).toMatch(/^HTTP\/1\.1 303 /);
  }, 20_000);

  it('so is a deposit without a token', async () => {
    expect(
      await begun(
        head('POST', '/api/v1/dossiers', 'content-type: application/json', 'content-length: 200000'),
        'answer',
      ),
    ).toMatch(/^HTTP\/1\.1 401 /);
  }, 20_000);

  // @asvs 15.2.2
  it('a body that does not come in its time ends its connection', async () => {
    const answered = await begun(
      `${head('POST', '/suivre/x', 'content-type: application/x-www-form-urlencoded', 'content-length: 2000')}dateDay=1`,
      'close',
    );
    expect(answered).toMatch(/^(HTTP\/1\.1 408 |$)/);
  }, 20_000);

  it('so do headers', async () => {
    expect(await begun('GET / HTTP/1.1\r\nhost: here\r\nx-', 'close')).toMatch(/^(HTTP\/1\.1 408 |$)/);
  }, 20_000);
});
