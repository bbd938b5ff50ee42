import { request as ask } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { HttpServer } from '../clients/httpServer.ts';
import { httpServer } from '../clients/httpServer.ts';

export interface Cuttable {
  /** The same address as `address`, through the line. */
  readonly through: (address: string) => string;
  /** Loses every connection, and takes none until it is mended. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  close(): Promise<void>;
}

/** A line to a server on this machine that can be cut, as a network is, while what is at its other end runs on. */
export async function cuttable(origin: string): Promise<Cuttable> {
  const far = new URL(origin);
  let near: HttpServer | null = null;

  const open = (port: number): Promise<HttpServer> =>
    httpServer(async (request, response) => {
      const body = await read(request);
      const onward = ask(
        {
          host: far.hostname,
          port: far.port,
          path: request.url,
          method: request.method,
          headers: { ...request.headers, host: far.host },
        },
        (answer) =>
          void read(answer).then((bytes) => {
            // Addresses in answers lead through the line as well.
            const text = bytes.toString('utf8').replaceAll(far.host, `127.0.0.1:${port}`);
            const { 'content-length': _, ...headers } = answer.headers;
            response.writeHead(answer.statusCode ?? 502, headers).end(text);
          }),
      );
      onward.on('error', () => response.destroy());
      onward.end(body);
    }, port);

  const first = await httpServer(() => undefined);
  const { port } = first;
  await first.close();
  near = await open(port);
  const cut = async (): Promise<void> => {
    await near?.close();
    near = null;
  };
  return {
    through: (address) => address.replace(far.host, `127.0.0.1:${port}`),
    cut,
    mend: async () => {
      near = await open(port);
    },
    close: cut,
  };
}

const read = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};
