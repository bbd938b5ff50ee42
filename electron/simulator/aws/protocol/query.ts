import { ok } from '#shared/model/sourceError.ts';
import type { SimulatorRequest } from '../../http/request.ts';
import type { Protocol } from './protocol.ts';
import { fault, queryCode } from './protocol.ts';
import { readForm } from './form.ts';
import { element, escapeXml, writeXml } from './xml.ts';

const FORM = 'application/x-www-form-urlencoded';

const parametersOf = ({ method, query, body }: SimulatorRequest): URLSearchParams =>
  method === 'POST' ? new URLSearchParams(body.toString('utf8')) : query;

const xmlReply = (status: number, requestId: string, body: string) => ({
  status,
  headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
  body,
});

/** The AWS Query protocol: a form that names its Action and the API's Version; answers in XML. */
export const query: Protocol = {
  find(request, services) {
    const { method, path, headers } = request;
    const form = method === 'POST' && (headers['content-type'] ?? '').startsWith(FORM);
    if (path !== '/' || !(form || (method === 'GET' && request.query.has('Action')))) return null;
    const parameters = parametersOf(request);
    const operation = parameters.get('Action') ?? '';
    const version = parameters.get('Version');
    return { service: services.find((each) => each.query?.version === version) ?? null, operation };
  },
  textual: true,
  read(request) {
    const parameters = parametersOf(request);
    for (const name of ['Action', 'Version']) parameters.delete(name);
    return ok(readForm(parameters));
  },
  answer: (output, { service, operation }, requestId) =>
    xmlReply(
      200,
      requestId,
      `<${operation}Response xmlns="${escapeXml(service?.query?.namespace ?? '')}">` +
        // Clients look for the result of every operation that has one, were it empty.
        element(`${operation}Result`, writeXml(output)) +
        `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${operation}Response>`,
    ),
  refuse: (error, asked, _request, requestId) =>
    xmlReply(
      error.status,
      requestId,
      `<ErrorResponse xmlns="${escapeXml(asked.service?.query?.namespace ?? '')}"><Error>` +
        `${element('Type', fault(error))}${element('Code', escapeXml(asked.service === null ? 'InvalidAction' : queryCode(asked, error)))}` +
        `${element('Message', escapeXml(error.message))}</Error>${element('RequestId', requestId)}</ErrorResponse>`,
    ),
};
