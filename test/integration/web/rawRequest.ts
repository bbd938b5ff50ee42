import { connect } from 'node:net';

export interface RawAnswer {
  readonly status: number;
  readonly text: string;
}

/** Sends exactly these bytes: ordinary clients tidy up paths and headers before anything leaves. */
export function rawRequest(port: number, head: readonly string[], body: readonly Buffer[] = []): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    const finish = () => {
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? Number.NaN);
      if (Number.isNaN(status)) reject(new Error(`No answer: ${JSON.stringify(text)}`));
      else resolve({ status, text });
      socket.destroy();
    };
    socket.setEncoding('utf8');
    socket.on('data', (chunk) => {
      text += String(chunk);
      // Every refusal is one small JSON object.
      if (/\r\n\r\n[^]*\}/.test(text)) finish();
    });
    socket.on('end', finish);
    socket.on('error', (error) => (text === '' ? reject(error) : finish()));
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
    for (const part of body) socket.write(part);
  });
}
