// The same contest along an axis: cost against the number of steps, simulations or particles.
import { contest, summary } from "./contest.mjs";

/**
 * Runs a contest at every value of `axis`, ascending. A contender whose time at the next value would pass
 * `limit` seconds (its last time, grown by `growth(contender, from, to)`) stays out from there on, and that is said.
 * @param contendersAt value → contenders
 * @param unitsAt value → by how much times are divided for the table
 */
export async function sweep(axis, { contendersAt, unitsAt, growth, checksAt, limit, ...options }) {
  const points = [];
  const checks = [];
  const last = new Map();
  const out = new Map();
  for (const at of axis) {
    const contenders = (await contendersAt(at)).filter((contender) => {
      const { name } = contender;
      const before = last.get(name);
      const expected = before && before.seconds * growth(contender, before.at, at);
      if (!out.has(name) && expected > limit)
        out.set(name, `beyond ${before.at} a run takes more than ${limit} s`);
      return !out.has(name);
    });
    const { entries, leftOut } = await contest(contenders, options);
    for (const { name, why } of leftOut) out.set(name, why);
    // What counts against the limit is what really ran, before it is scaled to the whole.
    for (const { name, times, share } of entries) last.set(name, { at, seconds: Math.min(...times) * share });
    points.push({ at, units: unitsAt(at), contenders: entries.map(summary) });
    checks.push(...checksAt(entries, at).map((check) => ({ ...check, at })));
  }
  return { points, checks, leftOut: [...out].map(([name, why]) => ({ name, why })) };
}

/** Time at twice the value over the time at the value, wherever the axis has both. */
export function doublings(points) {
  return points.flatMap(({ at, contenders }) => {
    const twice = points.find((one) => one.at === 2 * at);
    if (twice === undefined) return [];
    return contenders.flatMap(({ name, seconds, memory }) => {
      const then = twice.contenders.find((one) => one.name === name);
      if (then === undefined) return [];
      return [
        {
          name,
          from: at,
          to: 2 * at,
          ratio: then.seconds.median / seconds.median,
          memory: then.memory / memory,
        },
      ];
    });
  });
}
