/** As many pieces as fit into `limit` characters, then what is said of those that do not: never longer than `limit`. */
export function fitPieces(pieces: readonly string[], limit: number, sayMore: (hidden: number) => string): string {
  const whole = pieces.join('');
  if (whole.length <= limit) return whole;
  const reserve = sayMore(pieces.length).length;
  let used = 0;
  let count = 0;
  for (const piece of pieces) {
    if (used + piece.length + reserve > limit) break;
    used += piece.length;
    count += 1;
  }
  const more = sayMore(pieces.length - count);
  return pieces.slice(0, count).join('') + (more.length + used <= limit ? more : '');
}
