import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpServer } from './httpServer.ts';
import { httpServer, json } from './httpServer.ts';

/** What an account was asked to do with credentials. */
export interface AccountCall {
  /** `AssumeRole`, `GetRoleCredentials`, `ListApplications` … */
  readonly operation: string;
  /** The access key, or the token of a login. */
  readonly by: string;
  readonly params: Readonly<Record<string, string>>;
}

/** An account that lets in whom the test says: applications (none), roles that ask for a code, a portal of logins. */
export interface Account {
  readonly server: HttpServer;
  readonly calls: AccountCall[];
  /** Access keys and tokens that are let in; those that were once are expired. */
  readonly letIn: Set<string>;
  /** The code that the MFA device shows. */
  code: string;
  /** How long given credentials last. */
  seconds: number;
}

export async function startAccount(): Promise<Account> {
  let given = 0;
  const temporary = (kind: string) => {
    given += 1;
    const key = `${kind}${given}`;
    account.letIn.add(key);
    return { key, secret: 'secret', token: 'token', expires: new Date(Date.now() + account.seconds * 1000) };
  };

  const assumeRole = (by: string, params: Record<string, string>, response: ServerResponse): void => {
    if (params['SerialNumber'] !== undefined && params['TokenCode'] !== account.code) {
      const message = 'MultiFactorAuthentication failed with invalid MFA one time pass code.';
      response
        .writeHead(403, { 'content-type': 'text/xml' })
        .end(`<ErrorResponse><Error><Code>AccessDenied</Code><Message>${message}</Message></Error></ErrorResponse>`);
      return;
    }
    account.calls.push({ operation: 'AssumeRole', by, params });
    const { key, secret, token, expires } = temporary('ROLE');
    response
      .writeHead(200, { 'content-type': 'text/xml' })
      .end(
        `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>${key}</AccessKeyId>` +
          `<SecretAccessKey>${secret}</SecretAccessKey><SessionToken>${token}</SessionToken>` +
          `<Expiration>${expires.toISOString()}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
      );
  };

  const server = await httpServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://account');
    if (url.pathname === '/federation/credentials') {
      const by = String(request.headers['x-amz-sso_bearer_token']);
      account.calls.push({ operation: 'GetRoleCredentials', by, params: Object.fromEntries(url.searchParams) });
      if (!account.letIn.has(by)) {
        response.setHeader('x-amzn-errortype', 'UnauthorizedException');
        json(response, { message: 'Session token not found or invalid' }, 401);
        return;
      }
      const { key, secret, token, expires } = temporary('SSO');
      const roleCredentials = { accessKeyId: key, secretAccessKey: secret, sessionToken: token, expiration: expires.getTime() };
      json(response, { roleCredentials });
      return;
    }
    const by = /Credential=([^/]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (!account.letIn.has(by)) {
      const expired = account.calls.some((call) => call.by === by);
      json(response, { __type: expired ? 'ExpiredTokenException' : 'UnrecognizedClientException', message: 'No.' }, 400);
      return;
    }
    const body = await textOf(request);
    const form = Object.fromEntries(new URLSearchParams(body));
    if (form['Action'] === 'AssumeRole') {
      assumeRole(by, form, response);
      return;
    }
    const target = String(request.headers['x-amz-target']);
    account.calls.push({ operation: target.slice(target.lastIndexOf('.') + 1), by, params: {} });
    json(response, { ApplicationSummaries: [], events: [], Events: [], MetricDataResults: [] });
  });
  const account: Account = { server, calls: [], letIn: new Set(), code: '123456', seconds: 3600 };
  return account;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
