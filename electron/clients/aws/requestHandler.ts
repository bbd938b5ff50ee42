import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { proxyEnvironment } from '../../proxy.ts';
import type { AwsOptions } from './awsOptions.ts';
import { wholeAnswer } from './wholeAnswer.ts';

/** As the SDK's own: connections are kept for the next request, fifty at most. */
const KEPT = { keepAlive: true, maxSockets: 50 } as const;

/** How the SDK sends: with our patience, and through the proxies that the environment names. */
export function requestHandler({
  connectTimeout,
  requestTimeout,
}: Pick<AwsOptions, 'connectTimeout' | 'requestTimeout'>): NodeHttpHandler {
  const proxies = proxyEnvironment(process.env);
  const agents =
    proxies === null
      ? {}
      : {
          httpAgent: new HttpAgent({ ...KEPT, proxyEnv: { ...proxies } }),
          httpsAgent: new HttpsAgent({ ...KEPT, proxyEnv: { ...proxies } }),
        };
  return wholeAnswer(
    new NodeHttpHandler({ connectionTimeout: connectTimeout, requestTimeout, throwOnRequestTimeout: true, ...agents }),
    requestTimeout,
  );
}
