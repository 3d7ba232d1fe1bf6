import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A gate before a server. While it is shut, the server looks stopped to those who come through it. */
export class TcpGate {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private open = true;

  private constructor(private readonly target: { host: string; port: number }) {
    this.server = createServer((socket) => this.pass(socket));
  }

  static async before(url: URL): Promise<TcpGate> {
    const gate = new TcpGate({ host: url.hostname, port: Number(url.port || 6379) });
    await new Promise<void>((resolve) => {
      gate.server.listen(0, '127.0.0.1', resolve);
    });
    return gate;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  private pass(socket: Socket): void {
    if (!this.open) return void socket.destroy();
    const onward = connect(this.target);
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      this.sockets.add(one);
      one
        .on('error', () => other.destroy())
        .on('close', () => {
          this.sockets.delete(one);
          other.destroy();
        })
        .pipe(other);
    }
  }

  shut(): void {
    this.open = false;
    for (const socket of this.sockets) socket.destroy();
  }

  reopen(): void {
    this.open = true;
  }

  async close(): Promise<void> {
    this.shut();
    await new Promise((resolve) => {
      this.server.close(resolve);
    });
  }
}
