import type { Result } from '../../model/sourceError.ts';
import { failed, ok } from '../../model/sourceError.ts';
import type { BinaryOperator, Node } from './syntax.ts';
import { MathError } from './syntax.ts';
import { tokensOf } from './tokens.ts';
import type { Token } from './tokens.ts';

/** From those that bind least to those that bind most; operators of a line bind from the left. */
const LEVELS: readonly (readonly BinaryOperator[])[] = [
  ['||'],
  ['&&'],
  ['==', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/'],
];

/** Operators that have a word as well. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['AND', '&&'],
  ['OR', '||'],
]);

/** What is nested deeper is refused before it exhausts the stack. */
const DEEPEST = 50;

/** Reads an expression of metric math. The failure says what is wrong with it. */
export function parseExpression(expression: string): Result<Node, string> {
  try {
    const parser = parserOf(tokensOf(expression));
    const node = parser.expression();
    parser.end();
    return ok(node);
  } catch (thrown) {
    if (thrown instanceof MathError) return failed(thrown.message);
    throw thrown;
  }
}

function parserOf(tokens: readonly Token[]) {
  let at = 0;
  let depth = 0;

  const signOf = (token: Token | undefined): string | undefined => {
    if (token?.kind === 'name') return WORDS.get(token.value);
    return token?.kind === 'sign' ? token.value : undefined;
  };
  const take = (sign: string): boolean => {
    const found = signOf(tokens[at]) === sign;
    if (found) at += 1;
    return found;
  };
  const expect = (sign: string): void => {
    if (!take(sign)) throw new MathError(`Invalid syntax: expected '${sign}'${nearby()}`);
  };
  const nearby = (): string => {
    const token = tokens[at];
    return token === undefined ? ' at the end' : ` before '${token.value}'`;
  };

  function level(n: number): Node {
    const operators = LEVELS[n];
    if (operators === undefined) return negative();
    let left = level(n + 1);
    for (;;) {
      const operator = operators.find(take);
      if (operator === undefined) return left;
      left = { kind: 'binary', operator, left, right: level(n + 1) };
    }
  }

  function negative(): Node {
    let minus = false;
    while (take('-')) minus = !minus;
    const of = power();
    return minus ? { kind: 'negative', of } : of;
  }

  /** Binds from the right, and its exponent may have a sign. */
  function power(): Node {
    const bases = [primary()];
    const signs: boolean[] = [];
    while (take('^')) {
      let minus = false;
      while (take('-')) minus = !minus;
      signs.push(minus);
      bases.push(primary());
    }
    let right = bases.pop() ?? { kind: 'number', value: 1 };
    for (let i = bases.length - 1; i >= 0; i--) {
      if (signs[i] === true) right = { kind: 'negative', of: right };
      right = { kind: 'binary', operator: '^', left: bases[i] ?? right, right };
    }
    return right;
  }

  function primary(): Node {
    const token = tokens[at];
    if (take('(')) {
      const node = expression();
      expect(')');
      return node;
    }
    if (take('[')) return { kind: 'list', items: sequence(']') };
    at += 1;
    if (token?.kind === 'number') return { kind: 'number', value: token.value };
    if (token?.kind === 'text') return { kind: 'text', value: token.value };
    if (token?.kind === 'name' && !WORDS.has(token.value)) {
      if (take('(')) return { kind: 'call', name: token.value, given: sequence(')') };
      return /^[a-z]/.test(token.value) ? { kind: 'reference', id: token.value } : { kind: 'word', word: token.value };
    }
    at -= 1;
    throw new MathError(`Invalid syntax: expected a value${nearby()}`);
  }

  function sequence(end: string): Node[] {
    const nodes: Node[] = [];
    if (take(end)) return nodes;
    do nodes.push(expression());
    while (take(','));
    expect(end);
    return nodes;
  }

  function expression(): Node {
    depth += 1;
    if (depth > DEEPEST) throw new MathError(`The expression is nested deeper than ${DEEPEST} levels`);
    const node = level(0);
    depth -= 1;
    return node;
  }

  return {
    expression,
    end(): void {
      if (at < tokens.length) throw new MathError(`Invalid syntax: unexpected '${tokens[at]?.value ?? ''}'`);
    },
  };
}
