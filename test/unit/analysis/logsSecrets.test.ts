import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MASK, redact, splitSecrets } from '#shared/analysis/logs/secrets.ts';

const secret = 'hunter2-S3cr3t';
// Put together here, so that no scanner of the repository takes them for real ones.
const keyId = ['AKIA', 'IOSFODNN7EXAMPLE'].join('');
const webToken = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0NTY3ODkwIn0', 'dozjgNryP4J3jVmNHl0w5N'].join('.');

describe('secrets', () => {
  it.each([
    [`password=${secret}`, `password=${MASK}`],
    [`{"dbPassword": "${secret}", "user": "anna"}`, `{"dbPassword": "${MASK}", "user": "anna"}`],
    [`{\\"clientSecret\\":\\"${secret}\\"}`, `{\\"clientSecret\\":\\"${MASK}\\"}`],
    [
      `sasl.jaas.config=x required username="anna" password="${secret} two";`,
      `sasl.jaas.config=x required username="anna" password="${MASK}";`,
    ],
    [`jdbc:postgresql://anna:${secret}@db:5432/x`, `jdbc:postgresql://anna:${MASK}@db:5432/x`],
    [`key ${keyId} was refused`, `key ${MASK} was refused`],
    [`Authorization: Bearer ${webToken}`, `Authorization: Bearer ${MASK}`],
    [`token ${webToken}.`, `token ${MASK}.`],
    [`GET /x?X-Amz-Signature=0a1b2c3d4e&X-Amz-Date=20261124`, `GET /x?X-Amz-Signature=${MASK}&X-Amz-Date=20261124`],
    [`api_key: ${secret}, next`, `api_key: ${MASK}, next`],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\nafter', `${MASK}\nafter`],
  ])('are found: %s', (text, masked) => expect(redact(text)).toBe(masked));

  it.each([
    'Completed checkpoint 7 for job 0f1e2d3c4b5a69788796a5b4c3d2e1f0 (12 bytes, checkpointDuration=5 ms)',
    'nextToken: null',
    'password=****',
    'The security token is expired',
    'org.apache.kafka.common.errors.SaslAuthenticationException: wrong password',
    'http://10.0.0.1:8081/jobs',
  ])('are not seen where there are none: %s', (text) => expect(redact(text)).toBe(text));

  it('are shown whole when they are revealed: the pieces are the text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const text = `${before} password="${secret}" ${after}`;
        const pieces = splitSecrets(text);
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
        expect(redact(text)).not.toContain(secret);
      }),
    );
  });
});
