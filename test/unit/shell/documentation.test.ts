import { expect, it } from 'vitest';
import { flinkDocumentation, guide, isDocumentation } from '#electron/shell/documentation.ts';

it.each([guide, flinkDocumentation, 'https://docs.aws.amazon.com/managed-flink/latest/java/troubleshooting.html#x'])(
  'opens %s in the user’s browser',
  (address) => expect(isDocumentation(address)).toBe(true),
);

it.each([
  'http://docs.aws.amazon.com/',
  'https://docs.aws.amazon.com.example.org/',
  'https://example.org/docs.aws.amazon.com',
  'https://docs.aws.amazon.com@example.org/',
  'https://user:secret@docs.aws.amazon.com/',
  'https://docs.aws.amazon.com:8443/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'app://streamgauge/',
  'not an address',
  '',
])('does not open %o', (address) => expect(isDocumentation(address)).toBe(false));
