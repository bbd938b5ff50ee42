/** Names of resources: they follow from the alarm's name alone, so that a file that grows renames nothing. */
const PLAIN = /^[a-z][a-z0-9]*(?:-[a-z][a-z0-9]*)*$/;
/** CloudFormation takes 255 characters, and the CDK shortens what is longer than 240. */
const MOST = 200;
/** 40 bits: of the few thousand alarms of an account no two share them. */
const MARK = 10;

/** `orders-downtime` → `OrdersDowntime`: letters and digits; a name that loses something by it gets a mark of its own. */
export const logicalId = (name: string): string => marked(name, pascal(name), 'A');

/** `orders-downtime` → `orders_downtime`, of Terraform. */
export const snakeId = (name: string): string => marked(name, parts(name).join('_').toLowerCase(), '_');

/** `flink-alarms-eu-west-1` → `FlinkAlarmsEuWest1`, of what there is one of. */
export const pascal = (name: string): string => parts(name).map(capital).join('');

const parts = (name: string): readonly string[] => name.split(/[^a-zA-Z0-9]+/).filter((part) => part !== '');
const capital = (part: string): string => part.charAt(0).toUpperCase() + part.slice(1);

function marked(name: string, id: string, filler: string): string {
  if (PLAIN.test(name) && id.length <= MOST) return id;
  const begun = /^[a-zA-Z]/.test(id) ? id : `${filler}${id}`;
  return `${begun.slice(0, MOST)}${filler === '_' ? '_' : 'X'}${fingerprint(name).slice(0, MARK)}`;
}

/** 64 bits of FNV-1a, as 16 hexadecimal digits. */
export function fingerprint(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let i = 0; i < text.length; i += 1) hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
}
