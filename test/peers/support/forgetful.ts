import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';

export interface Forgetful {
  readonly url: string;
  close(): Promise<void>;
}

/** Stands before moto, which has no DescribeAlarmHistory: its alarms have none, and everything else is moto's own answer. */
export async function forgetful(moto: string): Promise<Forgetful> {
  const far = new URL(moto);
  const server = createServer((request, response) => {
    if (String(request.headers['x-amz-target']).endsWith('.DescribeAlarmHistory')) {
      request.resume();
      response.setHeader('content-type', 'application/x-amz-json-1.0').end('{"AlarmHistoryItems":[]}');
      return;
    }
    const { method, url: path, headers } = request;
    const onward = ask({ host: far.hostname, port: far.port, path, method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
