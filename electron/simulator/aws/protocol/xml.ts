/** The inside of an element: lists as `<member>`s, maps as `<entry>`s with key and value, moments in ISO 8601. */
export function writeXml(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Map)
    return [...(value as ReadonlyMap<string, unknown>)]
      .map(([key, each]) => element('entry', element('key', escapeXml(key)) + element('value', writeXml(each))))
      .join('');
  if (Array.isArray(value)) return value.map((each) => element('member', writeXml(each))).join('');
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .map(([name, each]) => element(name, writeXml(each)))
      .join('');
  return typeof value === 'string' ? escapeXml(value) : String(value);
}

export const element = (name: string, inside: string): string => `<${name}>${inside}</${name}>`;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' };

/** Signs that XML cannot carry at all become the replacement character. */
export const escapeXml = (text: string): string =>
  text
    .replace(/[&<>"\r]/g, (sign) => ESCAPES[sign] ?? sign)
    .replace(/[\p{Cc}\ufffe\uffff]/gu, (sign) => ('\t\n\u0085'.includes(sign) ? sign : '\ufffd'));
