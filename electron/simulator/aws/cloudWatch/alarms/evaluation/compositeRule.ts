import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { alarmStates } from '#shared/model/alarm.ts';
import type { StateValue } from '#shared/model/alarm.ts';

/** When a composite alarm is in alarm. */
export type Rule =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'state'; readonly state: StateValue; readonly alarm: string }
  | { readonly kind: 'not'; readonly of: Rule }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Rule[] }
  /** So many of them, or so many percent. */
  | { readonly kind: 'at-least'; readonly many: number; readonly percent: boolean; readonly of: readonly Rule[] };

class RuleError extends Error {}

const PIECE = /\s*(?:([(),])|"([^"]*)"|([^\s(),"]+))/y;
const DEEPEST = 50;
const MOST_CHILDREN = 100;

interface Piece {
  readonly text: string;
  readonly quoted: boolean;
}

/**
 * Reads `ALARM("a") AND NOT (OK(b) OR TRUE)`. The failure says what is wrong.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
export function parseRule(text: string): Result<Rule, string> {
  try {
    const rule = read(piecesOf(text));
    const children = childrenOf(rule).length;
    return children > MOST_CHILDREN ? failed(`AlarmRule refers to more than ${MOST_CHILDREN} alarms`) : ok(rule);
  } catch (thrown) {
    if (thrown instanceof RuleError) return failed(thrown.message);
    throw thrown;
  }
}

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  while (text.slice(at).trim() !== '') {
    PIECE.lastIndex = at;
    const found = PIECE.exec(text);
    if (found === null) throw new RuleError('AlarmRule has a quotation mark that is not closed');
    at = PIECE.lastIndex;
    const [, sign, quoted, word] = found;
    pieces.push(quoted === undefined ? { text: sign ?? word ?? '', quoted: false } : { text: quoted, quoted: true });
  }
  return pieces;
}

function read(pieces: readonly Piece[]): Rule {
  let at = 0;
  let depth = 0;
  const take = (text: string): boolean => {
    const found = pieces[at]?.quoted === false && pieces[at]?.text === text;
    if (found) at += 1;
    return found;
  };
  const expect = (text: string): void => {
    if (!take(text)) throw new RuleError(`AlarmRule: expected '${text}' ${where()}`);
  };
  const where = (): string => (pieces[at] === undefined ? 'at the end' : `before '${pieces[at]?.text ?? ''}'`);
  const name = (): string => {
    const piece = pieces[at];
    if (piece === undefined || (!piece.quoted && /^[(),]$/.test(piece.text)) || piece.text === '')
      throw new RuleError(`AlarmRule: expected the name of an alarm ${where()}`);
    at += 1;
    return piece.text;
  };
  const joined = (kind: 'all' | 'any', word: string, part: () => Rule): Rule => {
    const first = part();
    const of = [first];
    while (take(word)) of.push(part());
    return of.length === 1 ? first : { kind, of };
  };

  const either = (): Rule => joined('any', 'OR', () => joined('all', 'AND', negated));

  function negated(): Rule {
    let not = false;
    while (take('NOT')) not = !not;
    const of = term();
    return not ? { kind: 'not', of } : of;
  }

  function term(): Rule {
    if (take('(')) {
      depth += 1;
      if (depth > DEEPEST) throw new RuleError(`AlarmRule is nested deeper than ${DEEPEST} levels`);
      const inner = either();
      depth -= 1;
      expect(')');
      return inner;
    }
    if (take('TRUE')) return { kind: 'constant', value: true };
    if (take('FALSE')) return { kind: 'constant', value: false };
    if (take('AT_LEAST')) return atLeast();
    const state = alarmStates.find(take);
    if (state === undefined) throw new RuleError(`AlarmRule: expected a condition ${where()}`);
    expect('(');
    const alarm = name();
    expect(')');
    return { kind: 'state', state, alarm };
  }

  /** `AT_LEAST(2, ALARM, (a, b, c))`, `AT_LEAST(50%, NOT OK, (a, b))` */
  function atLeast(): Rule {
    expect('(');
    const [, number, percent] = /^(\d{1,3})(%?)$/.exec(name()) ?? [];
    if (number === undefined) throw new RuleError('AlarmRule: AT_LEAST takes a number or a percentage');
    expect(',');
    const not = take('NOT');
    const state = alarmStates.find(take);
    if (state === undefined) throw new RuleError(`AlarmRule: AT_LEAST takes a state ${where()}`);
    expect(',');
    expect('(');
    const of: Rule[] = [];
    do {
      const rule: Rule = { kind: 'state', state, alarm: name() };
      of.push(not ? { kind: 'not', of: rule } : rule);
    } while (take(','));
    expect(')');
    expect(')');
    return { kind: 'at-least', many: Number(number), percent: percent === '%', of };
  }

  const rule = either();
  if (at < pieces.length) throw new RuleError(`AlarmRule: unexpected '${pieces[at]?.text ?? ''}'`);
  return rule;
}

export function holds(rule: Rule, stateOf: (alarm: string) => StateValue): boolean {
  const each = (of: Rule): boolean => holds(of, stateOf);
  switch (rule.kind) {
    case 'constant':
      return rule.value;
    case 'state':
      return stateOf(rule.alarm) === rule.state;
    case 'not':
      return !each(rule.of);
    case 'all':
      return rule.of.every(each);
    case 'any':
      return rule.of.some(each);
    case 'at-least': {
      const found = rule.of.filter(each).length;
      return rule.percent ? (100 * found) / rule.of.length >= rule.many : found >= rule.many;
    }
  }
}

/** The alarms that a rule looks at, by name or ARN, each once. */
export function childrenOf(rule: Rule): readonly string[] {
  switch (rule.kind) {
    case 'constant':
      return [];
    case 'state':
      return [rule.alarm];
    case 'not':
      return childrenOf(rule.of);
    case 'all':
    case 'any':
    case 'at-least':
      return [...new Set(rule.of.flatMap(childrenOf))];
  }
}
