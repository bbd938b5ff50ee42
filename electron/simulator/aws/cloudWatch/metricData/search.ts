import type { MetricSource } from '../metrics/metricSource.ts';
import { MathError } from '#shared/analysis/metricMath/syntax.ts';
import { tokenise } from './searchTokens.ts';

/** Whether a metric is looked for. */
export type Search = (metric: MetricSource) => boolean;

const LONGEST = 1024;
const DEEPEST = 50;
const PIECE = /\s*(?:([{}(),=])|"((?:[^"\\]|\\.)*)"|([^\s{}(),="]+))/sy;

interface Piece {
  readonly kind: 'sign' | 'exact' | 'word';
  readonly text: string;
}

/**
 * Reads what SEARCH looks for: `{Namespace, Dimension} MetricName="exact" partial NOT (this OR that)`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html
 * Throws a MathError.
 */
export function parseSearch(expression: string): Search {
  if (expression.length > LONGEST) throw new MathError(`A search expression may have at most ${LONGEST} characters`);
  const pieces = piecesOf(expression);
  let at = 0;
  let depth = 0;
  const take = (kind: Piece['kind'], text: string): boolean => {
    const found = pieces[at]?.kind === kind && pieces[at]?.text === text;
    if (found) at += 1;
    return found;
  };
  const name = (): string => {
    const piece = pieces[at];
    if (piece === undefined || piece.kind === 'sign') throw new MathError('Invalid search: expected a name');
    at += 1;
    return piece.text;
  };

  function schema(): Search {
    if (!take('sign', '{')) return () => true;
    const namespace = name();
    const wanted: string[] = [];
    while (take('sign', ',')) wanted.push(name());
    if (!take('sign', '}')) throw new MathError('Invalid search: the schema is not closed');
    take('sign', ',');
    return (metric) =>
      metric.namespace === namespace &&
      (wanted.length === 0 ||
        (wanted.length === metric.dimensions.length && metric.dimensions.every((each) => wanted.includes(each.name))));
  }

  function either(): Search {
    const options = [both()];
    while (take('word', 'OR')) options.push(both());
    return options.length === 1 && options[0] !== undefined ? options[0] : (metric) => options.some((matches) => matches(metric));
  }

  /** Terms beside each other must all hold. */
  function both(): Search {
    const terms = [negated()];
    while (at < pieces.length && !(pieces[at]?.kind === 'word' && pieces[at]?.text === 'OR') && pieces[at]?.text !== ')') {
      take('word', 'AND');
      terms.push(negated());
    }
    return terms.length === 1 && terms[0] !== undefined ? terms[0] : (metric) => terms.every((matches) => matches(metric));
  }

  function negated(): Search {
    let not = false;
    while (take('word', 'NOT')) not = !not;
    const matches = term();
    return not ? (metric) => !matches(metric) : matches;
  }

  function term(): Search {
    if (take('sign', '(')) {
      depth += 1;
      if (depth > DEEPEST) throw new MathError('Invalid search: nested too deeply');
      const inner = either();
      depth -= 1;
      if (!take('sign', ')')) throw new MathError('Invalid search: a parenthesis is not closed');
      return inner;
    }
    const piece = pieces[at];
    const first = name();
    if (!take('sign', '=')) return fieldMatches(first, piece?.kind === 'exact', allFields);
    const exact = pieces[at]?.kind === 'exact';
    return fieldMatches(name(), exact, (metric) => fieldsNamed(metric, first));
  }

  const inSchema = schema();
  if (at === pieces.length) {
    if (pieces.length === 0) throw new MathError('Invalid search: it looks for nothing');
    return inSchema;
  }
  const matches = either();
  if (at < pieces.length) throw new MathError(`Invalid search: unexpected '${pieces[at]?.text ?? ''}'`);
  return (metric) => inSchema(metric) && matches(metric);
}

function piecesOf(expression: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  while (expression.slice(at).trim() !== '') {
    PIECE.lastIndex = at;
    const found = PIECE.exec(expression);
    if (found === null) throw new MathError('Invalid search: a quotation mark is not closed');
    at = PIECE.lastIndex;
    const [, sign, exact, word] = found;
    if (sign !== undefined) pieces.push({ kind: 'sign', text: sign });
    else if (exact !== undefined) pieces.push({ kind: 'exact', text: exact.replace(/\\(.)/gs, '$1') });
    else pieces.push({ kind: 'word', text: word ?? '' });
  }
  return pieces;
}

const allFields = ({ namespace, metric, dimensions }: MetricSource): readonly string[] => [
  namespace,
  metric,
  ...dimensions.flatMap(({ name, value }) => [name, value]),
];

function fieldsNamed({ namespace, metric, dimensions }: MetricSource, property: string): readonly string[] {
  if (property === 'Namespace') return [namespace];
  if (property === 'MetricName') return [metric];
  return dimensions.filter(({ name }) => name === property).map(({ value }) => value);
}

/** An exact term is the whole field; another one is tokens of it that follow each other. */
function fieldMatches(text: string, exact: boolean, fields: (metric: MetricSource) => readonly string[]): Search {
  if (exact) return (metric) => fields(metric).includes(text);
  const wanted = tokenise(text);
  if (wanted.parts.length === 0) throw new MathError(`Invalid search: '${text}' has no letters or digits`);
  return (metric) => fields(metric).some((field) => wanted.partOf(field));
}
