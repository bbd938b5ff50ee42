/** `$0.00`, `$0.0004`, `$12.30`: two digits of it at least, however little it is. */
export function dollars(price: number): string {
  if (price === 0 || price >= 0.095) return `$${price.toFixed(2)}`;
  return price < 0.000_001 ? 'less than $0.000001' : `$${price.toFixed(1 - Math.floor(Math.log10(price))).replace(/0+$/, '')}`;
}
