/** What chance gives. In: counts and averages. Out: probabilities, 0…1. */
/** P(at least `count` events | `expected` on average), 0…1. */
export function poissonAtLeast(count: number, expected: number): number {
  if (count <= 0) return 1;
  if (!(expected > 0)) return 0;
  let term = Math.exp(-expected);
  let below = 0;
  for (let index = 0; index < count; index += 1) {
    below += term;
    term *= expected / (index + 1);
  }
  return Math.min(1, Math.max(0, 1 - below));
}
