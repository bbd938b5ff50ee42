import { expect, it } from 'vitest';
import { decodeCbor } from '#electron/simulator/aws/protocol/decodeCbor.ts';
import { encodeCbor } from '#electron/simulator/aws/protocol/encodeCbor.ts';
import type { Operation, Service } from '#electron/simulator/aws/service.ts';
import { services } from '#electron/simulator/aws/services.ts';
import type { Reply, SimulatorRequest } from '#electron/simulator/http/request.ts';
import { serveWorld } from '#electron/simulator/serveWorld.ts';
import { createStage } from '#electron/simulator/stage.ts';
import { findScenario } from '#shared/simulation/scenarios.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import { standingClock } from '#test/support/standingClock.ts';
import { chanceOf, formOf, inputFor, learn, mutated } from './fuzzInputs.ts';
import type { Chance, Learned } from './fuzzInputs.ts';
import { seeds, sensibleFor } from './fuzzSeeds.ts';

const REQUESTS = 50_000;
const START = millis(Date.UTC(2026, 9, 13, 12));

/** The whole server without its sockets. */
async function setup() {
  const scenario = findScenario('demo');
  if (scenario === undefined) throw new Error('There is no demonstration.');
  const clock = standingClock(START);
  const closed = new AbortController();
  const options = { scenario, seed: 7, history: millis(10 * MINUTE), start: START };
  const stage = await createStage(options, { speed: 1, clock, closed: closed.signal });
  const complaints: string[] = [];
  const served = serveWorld(stage.current, {
    credentials: null,
    throttled: false,
    clock,
    log: (line) => complaints.push(line),
  });
  return {
    world: stage.current.world,
    complaints,
    answer: (request: SimulatorRequest): Reply => served.answer(request),
    pass: (duration: number) => clock.pass(duration),
    close: () => closed.abort(),
  };
}

const requestOf = (method: string, target: string, headers: SimulatorRequest['headers'], body: Buffer): SimulatorRequest => {
  const cut = target.indexOf('?');
  return {
    method,
    target,
    path: cut < 0 ? target : target.slice(0, cut),
    query: new URLSearchParams(cut < 0 ? '' : target.slice(cut + 1)),
    headers,
    body,
    origin: 'http://127.0.0.1:1',
  };
};

type Form = 'json' | 'cbor' | 'query';

interface Target {
  readonly service: Service;
  readonly operation: Operation;
  readonly shape: Learned;
  readonly forms: readonly Form[];
  /** Inputs that got further than others: the next ones are made from them. */
  readonly corpus: { readonly input: unknown; readonly answer: string }[];
}

function send({ service, operation }: Target, form: Form, input: unknown, chance: Chance): SimulatorRequest {
  const region = chance.below(50) === 0 ? 'nowhere' : 'us-east-1';
  const authorization = `AWS4-HMAC-SHA256 Credential=any/20261013/${region}/${service.signingName}/aws4_request, SignedHeaders=host, Signature=00`;
  const cut = (body: Buffer): Buffer => (chance.below(25) === 0 ? body.subarray(0, chance.below(body.length + 1)) : body);
  switch (form) {
    case 'json':
      return requestOf(
        'POST',
        '/',
        { authorization, 'x-amz-target': `${service.target}.${operation.name}` },
        cut(Buffer.from(JSON.stringify(input))),
      );
    case 'cbor': {
      const body = cut(encodeCbor(input));
      if (body.length > 0 && chance.below(10) === 0) body[chance.below(body.length)] = chance.below(256);
      const path = `/service/${service.target}/operation/${operation.name}`;
      return requestOf('POST', path, { authorization, 'smithy-protocol': 'rpc-v2-cbor' }, body);
    }
    case 'query': {
      const parameters = new URLSearchParams([
        ['Action', operation.name],
        ['Version', service.query?.version ?? ''],
        ...formOf(input),
      ]);
      const headers = { authorization, 'content-type': 'application/x-www-form-urlencoded' };
      return requestOf('POST', '/', headers, cut(Buffer.from(parameters.toString())));
    }
  }
}

/** What an answer says, when it has the shape that the protocol's answers have. */
function check({ status, headers, body }: Reply, form: Form): string {
  expect(headers['x-amzn-requestid']).toMatch(/^[\da-f-]{36}$/);
  const text = body.toString('utf8');
  if (form === 'query') {
    if (status === 200) expect(text).toMatch(/^<\w+Response xmlns="[^"]+">.*<\/\w+Response>$/s);
    else
      expect(text).toMatch(
        /^<ErrorResponse xmlns="[^"]*"><Error><Type>Sender<\/Type><Code>\w+<\/Code><Message>.*<\/RequestId><\/ErrorResponse>$/s,
      );
    return status === 200 ? 'ok' : text.replace(/.*<Code>(\w+)<.*<Message>([^<]{0,30}).*/s, '$1 $2');
  }
  const read = form === 'json' ? { ok: true as const, value: JSON.parse(text) as unknown } : decodeCbor(Buffer.from(body));
  if (!read.ok) throw new Error(read.error);
  expect(read.value).toBeTypeOf('object');
  if (status === 200) return 'ok';
  const { __type: code, message } = read.value as { readonly __type?: unknown; readonly message?: unknown };
  expect(code).toMatch(/^\w+$/);
  expect(message).toBeTypeOf('string');
  return `${String(code)} ${String(message).slice(0, 30)}`;
}

it(`${REQUESTS} malformed requests get the service’s own refusals, never a failure`, async () => {
  const chance = chanceOf(20_261_013);
  const { world, complaints, answer, pass, close } = await setup();
  const sensible = sensibleFor(world);
  const targets = services.flatMap(targetsOf);
  const links = linksOf(answer(requestOf('GET', CLUSTER, {}, Buffer.alloc(0))));
  for (let i = 0; i < REQUESTS; i += 1) {
    if (i % 5_000 === 4_999) pass(MINUTE);
    if (chance.below(10) === 0) {
      checkFlink(answer, chance.pick(links), chance);
      continue;
    }
    const target = chance.pick(targets);
    const form = chance.pick(target.forms);
    const known = target.corpus.length > 0 && chance.below(3) > 0 ? chance.pick(target.corpus).input : null;
    const input =
      known === null ? inputFor(target.shape, { sensible, chance, odd: chance.pick([15, 1_000]) }) : mutated(known, chance);
    const reply = answer(send(target, form, input, chance));
    const said = `${target.operation.name} ${form} ${JSON.stringify(input)?.slice(0, 400)} → ${reply.status} ${reply.body.toString().slice(0, 300)}`;
    expect(complaints, said).toEqual([]);
    expect(reply.status < 500, said).toBe(true);
    const meaning = check(reply, form);
    if (
      !meaning.startsWith('Serialization') &&
      target.corpus.length < 40 &&
      !target.corpus.some(({ answer: other }) => other === meaning)
    )
      target.corpus.push({ input, answer: meaning });
  }
  close();
  // Otherwise the refusals would be those of the door alone.
  const reached = targets.filter(({ corpus }) => corpus.some(({ answer: each }) => each === 'ok'));
  expect(reached.length).toBeGreaterThan(targets.length / 2);
}, 120_000);

const linksOf = ({ body }: Reply): readonly string[] =>
  [...body.toString().matchAll(/href="([^"]+)"/g)].map(([, link = '']) => link);

/** A path of Flink's with a step that leads nowhere. */
function checkFlink(answer: (request: SimulatorRequest) => Reply, link: string, chance: Chance): void {
  const steps = link.split('/');
  steps[3 + chance.below(Math.max(1, steps.length - 3))] = chance.pick(WRONG_STEPS);
  const target =
    steps.join('/') + chance.pick(['', '?get=', '?get=,', '?get=x&get=y', '?agg=nothing&get=uptime', '?%', '?authToken=x']);
  const { status, body } = answer(requestOf(chance.pick(['GET', 'GET', 'POST', 'HEAD']), target, {}, Buffer.alloc(0)));
  // Flink itself calls an unknown TaskManager a failure of the server.
  const itsOwn = status === 500 && body.includes('No TaskExecutor registered under');
  expect(status < 500 || itsOwn, `${target} → ${status} ${body.toString().slice(0, 300)}`).toBe(true);
}

const CLUSTER = '/flink/orders-enrichment/';
const WRONG_STEPS = ['..', '%00', '%ff', '%2F', '', 'x', '-1', '99999999999999999999', '0'.repeat(32), ':job', '*', '__proto__'];

const formsOf = ({ target, cbor, query }: Service): Form[] => [
  ...(target === null ? [] : (['json'] as const)),
  ...(cbor === true ? (['cbor'] as const) : []),
  ...(query === undefined ? [] : (['query'] as const)),
];

/** Whoever looks at it would have gone on. */
class WentOn extends Error {}
const hollowContext = new Proxy({} as Parameters<Operation['run']>[1], {
  get() {
    throw new WentOn();
  },
});

const targetsOf = (service: Service): Target[] =>
  service.operations.map((operation) => ({
    service,
    operation,
    forms: formsOf(service),
    corpus: (seeds[operation.name] ?? []).map((input) => ({ input, answer: '' })),
    shape: learn((input) => {
      try {
        const result = operation.run(input, hollowContext, { invalid: service.invalid, textual: false });
        return result.ok ? null : result.error;
      } catch (thrown) {
        if (thrown instanceof WentOn) return null;
        throw thrown;
      }
    }),
  }));
