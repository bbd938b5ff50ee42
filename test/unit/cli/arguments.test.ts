import { describe, expect, it } from 'vitest';
import { parseArguments, portRefusal } from '#electron/arguments.ts';
import { chooseConnection } from '#electron/cli/chooseConnection.ts';
import { DEFAULT_CONNECTION } from '#shared/contract/settings.ts';
import type { Connection } from '#shared/model/connection.ts';

const specs = {
  port: { kind: 'integer', min: 0, max: 65_535 },
  speed: { kind: 'number', min: 1 },
  app: { kind: 'text' },
  json: { kind: 'switch' },
} as const;
const parse = (line: string) => parseArguments(specs, line.split(' ').filter(Boolean));

describe('parseArguments', () => {
  it('reads values with a space and with an equals sign', () => {
    expect(parse('--port 8080 --speed=1.5 --json')).toEqual({
      ok: true,
      value: { port: 8080, speed: 1.5, app: undefined, json: true },
    });
  });

  it.each([
    ['--nope', '--nope: not an argument of this command.'],
    ['stray', 'stray: not an argument of this command.'],
    ['--port', '--port: a value is missing.'],
    ['--app --json', '--app: a value is missing.'],
    ['--port 1.5', '--port: must be a whole number from 0 to 65535, not "1.5".'],
    ['--port 70000', '--port: must be a whole number from 0 to 65535, not "70000".'],
    ['--speed 0.5', '--speed: must be a number of at least 1, not "0.5".'],
    ['--speed fast', '--speed: must be a number of at least 1, not "fast".'],
    ['--json=yes', '--json: takes no value.'],
    ['--constructor 1', '--constructor: not an argument of this command.'],
  ])('refuses %s in one sentence', (line, sentence) => {
    expect(parse(line)).toEqual({ ok: false, error: sentence });
  });
});

describe('chooseConnection', () => {
  const prod: Connection = { kind: 'aws', id: 'prod', name: 'Production', profile: 'p', region: 'eu-west-1', endpoint: null };
  const choose = (flags: Parameters<typeof chooseConnection>[0]) => chooseConnection(flags, [DEFAULT_CONNECTION, prod]);

  it('chooses nothing when nothing is said', () => expect(choose({})).toEqual({ ok: true, value: null }));
  it('takes a saved connection by its id, with changes', () =>
    expect(choose({ connection: 'prod', region: 'us-east-1' })).toEqual({ ok: true, value: { ...prod, region: 'us-east-1' } }));
  it('guesses the kind from a flag of that kind alone', () =>
    expect(choose({ url: 'http://127.0.0.1:8081' })).toMatchObject({ ok: true, value: { kind: 'flink' } }));

  it.each([
    [{ connection: 'nope' }, '--connection: there is no connection "nope"; it is one of simulator, aws, flink, prod.'],
    [{ connection: 'aws' }, '--region: a connection to AWS needs a region, such as eu-west-1.'],
    [{ connection: 'flink' }, "--url: a connection to Flink needs the address of the cluster's REST interface."],
    [{ connection: 'flink', seed: 3 }, '--seed: does not go with a connection of the kind flink.'],
  ])('refuses %o', (flags, sentence) => expect(choose(flags)).toEqual({ ok: false, error: sentence }));

  it.each([
    [{ url: 'localhost' }, '--url: must be an http:// or https:// address.'],
    [{ url: 'ftp://host/' }, '--url: must be an http:// or https:// address.'],
    [{ url: 'http:///user:hush@host' }, '--url: must not hold a user name or a password, which would be saved with it.'],
    [{ url: 'http://user:hush@host/' }, '--url: must not hold a user name or a password, which would be saved with it.'],
    [{ address: 'http://user@host/' }, '--address: must not hold a user name or a password, which would be saved with it.'],
    [
      { region: 'eu-west-1', endpoint: 'https://:hush@host/' },
      '--endpoint: must not hold a user name or a password, which would be saved with it.',
    ],
  ])('refuses the address of %o', (flags, sentence) => expect(choose(flags)).toEqual({ ok: false, error: sentence }));

  it.each(['http://host:8081/path@2?to=a@b#c@d', 'https://host?a@b'])('takes %s, which names nobody', (url) =>
    expect(choose({ url })).toMatchObject({ ok: true, value: { url } }),
  );

  it('knows which scenarios the simulator inside plays, and leaves those of one that runs to it', () => {
    const [none, running] = [{ scenario: 'zzz' }, { scenario: 'zzz', address: 'http://127.0.0.1:4000/control/abc' }];
    expect(choose(none)).toMatchObject({
      ok: false,
      error: expect.stringMatching(/^--scenario: there is no zzz; there are demo, /),
    });
    expect(choose(running)).toMatchObject({ ok: true, value: running });
  });
});

describe('portRefusal', () => {
  it.each([
    ['EADDRINUSE', '--port: 80 is in use already.'],
    ['EACCES', '--port: 80 is not for ordinary users.'],
    ['EMFILE', null],
  ])('says what %s means', (code, sentence) =>
    expect(portRefusal(Object.assign(new Error('listen'), { code }), 80)).toBe(sentence),
  );
});
