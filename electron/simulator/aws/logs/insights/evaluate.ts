import { functions } from './functions/functions.ts';
import type { BinaryOperator, Expression, Value } from './language/syntax.ts';
import { asNumber, compareValues, isTrue, showValue } from './values.ts';

/** Where an expression is evaluated. */
export interface Scope {
  readonly now: number;
  field(name: string): Value;
  /** The value of a call of an aggregate function; only within stats. */
  aggregate?(name: string, args: readonly Expression[]): Value | undefined;
}

export function evaluate(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'duration':
      return expression.length;
    case 'field':
      return scope.field(expression.name);
    case 'not':
      return !isTrue(evaluate(expression.operand, scope));
    case 'negate': {
      const value = asNumber(evaluate(expression.operand, scope));
      return value === null ? null : -value;
    }
    case 'binary':
      return combine(expression.operator, expression.left, expression.right, scope);
    case 'like': {
      const subject = showValue(evaluate(expression.subject, scope));
      if (expression.pattern instanceof RegExp) return subject !== null && expression.pattern.test(subject);
      const wanted = showValue(evaluate(expression.pattern, scope));
      return subject !== null && wanted !== null && subject.includes(wanted);
    }
    case 'in': {
      const subject = evaluate(expression.subject, scope);
      return expression.members.some((member) => compareValues(subject, evaluate(member, scope)) === 0);
    }
    case 'call': {
      const { name, args } = expression;
      return (
        scope.aggregate?.(name, args) ??
        functions[name]?.(
          args.map((arg) => evaluate(arg, scope)),
          scope,
        ) ??
        null
      );
    }
  }
}

function combine(operator: BinaryOperator, left: Expression, right: Expression, scope: Scope): Value {
  if (operator === 'and') return isTrue(evaluate(left, scope)) && isTrue(evaluate(right, scope));
  if (operator === 'or') return isTrue(evaluate(left, scope)) || isTrue(evaluate(right, scope));
  const [a, b] = [evaluate(left, scope), evaluate(right, scope)];
  const order = compareValues(a, b);
  switch (operator) {
    case '=':
      return order === 0;
    // What is missing is different from everything.
    case '!=':
      return order !== 0;
    case '<':
      return order !== null && order < 0;
    case '<=':
      return order !== null && order <= 0;
    case '>':
      return order !== null && order > 0;
    case '>=':
      return order !== null && order >= 0;
    default:
      return calculate(operator, asNumber(a), asNumber(b));
  }
}

function calculate(operator: '+' | '-' | '*' | '/' | '%' | '^', a: number | null, b: number | null): Value {
  if (a === null || b === null) return null;
  const value = { '+': a + b, '-': a - b, '*': a * b, '/': a / b, '%': a % b, '^': a ** b }[operator];
  return Number.isFinite(value) ? value : null;
}
