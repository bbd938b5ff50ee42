import { readJson } from '../../protocol/jsonText.ts';

export interface BodyMessage {
  readonly DataPath?: string;
  readonly Message: string;
}

/** Errors keep a dashboard from being put; warnings are only told. */
export interface BodyCheck {
  readonly errors: readonly BodyMessage[];
  readonly warnings: readonly BodyMessage[];
}

const MOST_WIDGETS = 500;

type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What each type of widget has to have among its properties. */
const PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  metric: ['region'],
  text: ['markdown'],
  log: ['query', 'region'],
  alarm: ['alarms'],
  explorer: ['metrics'],
  custom: ['endpoint'],
};

const TOP_LEVEL = ['widgets', 'start', 'end', 'periodOverride', 'variables'];

/**
 * Checks a dashboard's body against its published structure.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export function checkBody(text: string): BodyCheck {
  const errors: BodyMessage[] = [];
  const warnings: BodyMessage[] = [];
  const wrong = (path: string, message: string): void => void errors.push({ DataPath: path, Message: message });

  const body = readJson(text);
  if (!body.ok || !isObject(body.value))
    return { errors: [{ Message: 'The field DashboardBody must be a valid JSON object' }], warnings };
  for (const name of Object.keys(body.value))
    if (!TOP_LEVEL.includes(name)) warnings.push({ DataPath: `/${name}`, Message: 'Should NOT have additional properties' });
  const { widgets } = body.value;
  if (!Array.isArray(widgets))
    wrong(
      widgets === undefined ? '' : '/widgets',
      widgets === undefined ? "Should have required property 'widgets'" : 'Should be array',
    );
  else {
    if (widgets.length > MOST_WIDGETS) wrong('/widgets', `Should NOT have more than ${MOST_WIDGETS} items`);
    for (const [i, widget] of widgets.slice(0, MOST_WIDGETS).entries()) checkWidget(widget, `/widgets/${i}`, wrong);
  }
  return { errors, warnings };
}

type Wrong = (path: string, message: string) => void;

function checkWidget(widget: unknown, path: string, wrong: Wrong): void {
  if (!isObject(widget)) return wrong(path, 'Should be object');
  const { type, properties } = widget;
  for (const [name, least, most] of [
    ['x', 0, 23],
    ['y', 0, Infinity],
    ['width', 1, 24],
    ['height', 1, 1000],
  ] as const) {
    const value = widget[name];
    if (value === undefined) continue;
    if (typeof value !== 'number' || !Number.isInteger(value)) wrong(`${path}/${name}`, 'Should be integer');
    else if (value < least) wrong(`${path}/${name}`, `Should be >= ${least}`);
    else if (value > most) wrong(`${path}/${name}`, `Should be <= ${most}`);
  }
  const required = typeof type === 'string' && Object.hasOwn(PROPERTIES, type) ? PROPERTIES[type] : undefined;
  if (type === undefined) return wrong(path, "Should have required property 'type'");
  if (required === undefined) return wrong(`${path}/type`, 'Should be equal to one of the allowed values');
  if (properties === undefined) return wrong(path, "Should have required property 'properties'");
  if (!isObject(properties)) return wrong(`${path}/properties`, 'Should be object');
  for (const name of required)
    if (properties[name] === undefined) wrong(`${path}/properties`, `Should have required property '${name}'`);
  if (type === 'metric') checkMetrics(properties, `${path}/properties`, wrong);
}

function checkMetrics({ metrics, annotations }: Members, path: string, wrong: Wrong): void {
  if (metrics === undefined) {
    if (annotations === undefined) wrong(path, "Should have required property 'metrics'");
    return;
  }
  if (!Array.isArray(metrics)) return wrong(`${path}/metrics`, 'Should be array');
  for (const [i, metric] of (metrics as readonly unknown[]).entries()) {
    const where = `${path}/metrics/${i}`;
    if (!Array.isArray(metric)) wrong(where, 'Should be array');
    else if (metric.length < 1) wrong(where, 'Should NOT have fewer than 1 items');
    else if (metric.some((part, n) => typeof part !== 'string' && !(n === metric.length - 1 && isObject(part))))
      wrong(where, 'Should have strings, and at most an object of options at its end');
  }
}
