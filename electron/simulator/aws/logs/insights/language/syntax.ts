/** An instant; shown as a date, calculated with as milliseconds since 1970. */
export interface Instant {
  readonly time: number;
}

/** What a field or an expression gives; null where an event has no such field. */
export type Value = string | number | boolean | Instant | null;

export type Expression =
  | { readonly kind: 'literal'; readonly value: Value }
  | { readonly kind: 'field'; readonly name: string }
  /** `5m`, in milliseconds. */
  | { readonly kind: 'duration'; readonly length: number }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'not' | 'negate'; readonly operand: Expression }
  | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'like'; readonly subject: Expression; readonly pattern: RegExp | Expression }
  | { readonly kind: 'in'; readonly subject: Expression; readonly members: readonly Expression[] };

export type BinaryOperator = 'or' | 'and' | '=' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%' | '^';

/** An expression under the name that it is shown by. */
export interface Named {
  readonly name: string;
  readonly expression: Expression;
}

export type Command =
  | { readonly kind: 'fields' | 'display'; readonly columns: readonly Named[] }
  | { readonly kind: 'filter'; readonly condition: Expression }
  /** Without names, the expression's own groups name what they find. */
  | { readonly kind: 'parse'; readonly subject: Expression; readonly pattern: RegExp; readonly names: readonly string[] }
  | { readonly kind: 'stats'; readonly aggregates: readonly Named[]; readonly by: readonly Named[] }
  | { readonly kind: 'sort'; readonly keys: readonly (Named & { readonly descending: boolean })[] }
  | { readonly kind: 'limit'; readonly count: number }
  | { readonly kind: 'dedup'; readonly fields: readonly Expression[] };

/** Where in a query something is wrong. */
export interface QueryFault {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}
