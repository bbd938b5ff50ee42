import type { Shape } from '../../input.ts';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Bytes, as JSON protocols write them. */
export const blob: Shape<Buffer> = (raw, _path, report) => {
  if (typeof raw === 'string' && BASE64.test(raw)) return Buffer.from(raw, 'base64');
  report.types.push(
    typeof raw === 'string'
      ? 'Invalid base64 encoding in a Blob'
      : `${(typeof raw).toUpperCase()}_VALUE can not be converted to a Blob`,
  );
  return;
};
