/** An expression of metric math, parsed. */
export type Node =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  /** The id of another query. */
  | { readonly kind: 'reference'; readonly id: string }
  /** A word that some functions take as an argument: `REPEAT`, `DESC`. */
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'list'; readonly items: readonly Node[] }
  | { readonly kind: 'negative'; readonly of: Node }
  | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Node; readonly right: Node }
  | { readonly kind: 'call'; readonly name: string; readonly given: readonly Node[] };

export type BinaryOperator = '+' | '-' | '*' | '/' | '^' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '&&' | '||';

/** What is wrong with an expression; caught where expressions are parsed and evaluated. */
export class MathError extends Error {}

/** Every id that an expression refers to. */
export function referencesOf(node: Node): readonly string[] {
  switch (node.kind) {
    case 'reference':
      return [node.id];
    case 'list':
      return node.items.flatMap(referencesOf);
    case 'negative':
      return referencesOf(node.of);
    case 'binary':
      return [...referencesOf(node.left), ...referencesOf(node.right)];
    case 'call':
      return node.given.flatMap(referencesOf);
    case 'number':
    case 'text':
    case 'word':
      return [];
  }
}

/** Whether an expression calls a function somewhere. */
export function calls(node: Node, name: string): boolean {
  switch (node.kind) {
    case 'call':
      return node.name === name || node.given.some((each) => calls(each, name));
    case 'list':
      return node.items.some((each) => calls(each, name));
    case 'negative':
      return calls(node.of, name);
    case 'binary':
      return calls(node.left, name) || calls(node.right, name);
    case 'number':
    case 'text':
    case 'word':
    case 'reference':
      return false;
  }
}
