/** The least value of a smooth convex function of many variables, by L-BFGS (Nocedal 1980) with a halving line search. Deterministic. */

/** Steps that the curvature is told from. */
const MEMORY = 8;
const MOST_STEPS = 150;
/** It ends where a step gains less than this share of the value. */
const LEAST_GAIN = 2e-5;
/** So much of what the slope promises a step must keep (Armijo). */
const KEPT = 1e-4;
const MOST_HALVINGS = 25;

/** The value at a point; writes the gradient there into `gradient`. */
export type Slope = (point: Float64Array, gradient: Float64Array) => number;

interface Step {
  moved: Float64Array;
  turned: Float64Array;
  /** One over their product. */
  inverse: number;
}

/** The point, from zero on. */
export function minimise(size: number, slope: Slope): Float64Array {
  let point = new Float64Array(size);
  let gradient = new Float64Array(size);
  let value = slope(point, gradient);
  const steps: Step[] = [];
  for (let count = 0; count < MOST_STEPS; count++) {
    const direction = directionFrom(gradient, steps);
    const downhill = dot(direction, gradient);
    if (!(downhill < 0)) break;
    let stride = count === 0 ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1;
    const next = new Float64Array(size);
    const nextGradient = new Float64Array(size);
    let nextValue = Number.POSITIVE_INFINITY;
    for (let halving = 0; halving < MOST_HALVINGS; halving++, stride /= 2) {
      for (let at = 0; at < size; at++) next[at] = (point[at] as number) + stride * (direction[at] as number);
      nextValue = slope(next, nextGradient);
      if (nextValue <= value + KEPT * stride * downhill) break;
    }
    if (!(nextValue < value)) break;
    remember(steps, difference(next, point), difference(nextGradient, gradient));
    const gain = (value - nextValue) / Math.max(1, Math.abs(nextValue));
    [point, gradient, value] = [next, nextGradient, nextValue];
    if (gain < LEAST_GAIN) break;
  }
  return point;
}

/** Downhill, bent by the curvature that the last steps have shown. */
function directionFrom(gradient: Float64Array, steps: readonly Step[]): Float64Array {
  const direction = gradient.map((value) => -value);
  const shares = steps.map(() => 0);
  for (let at = steps.length - 1; at >= 0; at--) {
    const { moved, turned, inverse } = steps[at] as Step;
    const share = inverse * dot(moved, direction);
    shares[at] = share;
    addTo(direction, turned, -share);
  }
  const last = steps.at(-1);
  if (last) {
    const scale = 1 / (last.inverse * dot(last.turned, last.turned));
    for (let at = 0; at < direction.length; at++) direction[at] = (direction[at] as number) * scale;
  }
  steps.forEach(({ moved, turned, inverse }, at) => {
    addTo(direction, moved, (shares[at] as number) - inverse * dot(turned, direction));
  });
  return direction;
}

function remember(steps: Step[], moved: Float64Array, turned: Float64Array): void {
  const product = dot(moved, turned);
  if (!(product > 0)) return;
  steps.push({ moved, turned, inverse: 1 / product });
  if (steps.length > MEMORY) steps.shift();
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] as number) * (b[at] as number);
  return sum;
}

function addTo(into: Float64Array, other: Float64Array, times: number): void {
  for (let at = 0; at < into.length; at++) into[at] = (into[at] as number) + times * (other[at] as number);
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, at) => value - (b[at] as number));
}
