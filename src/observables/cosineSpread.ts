import { define } from "../options/index.ts";
import { cosines } from "./nearest.ts";
import { finiteOnly, type Observable } from "./observable.ts";

/**
 * How alike the particles are in direction from the origin, and how near to the true points. Columns
 * `meanAbsoluteCosine`, the mean |cosine| over pairs of different particles, weighed by q_j q_k: 1 when the
 * cloud is one direction, NaN of one particle; and `meanLeastCosineDistance`, the mean over the particles of
 * 1 − cosine to the true point nearest in direction. Both depend on where the origin is, and are as in the
 * published data of S. Durr et al., Phys. Rev. X 13, 041004 (2023).
 */
export const cosineSpread = define(
  "cosineSpread",
  {},
  (): Observable =>
    finiteOnly({
      kind: "cosineSpread",
      columns: () => ["meanAbsoluteCosine", "meanLeastCosineDistance"],
      measure({ positions }, { target, masses, dimension }) {
        const n = masses.length;
        const own = cosines(positions, positions, dimension);
        let alike = 0;
        let pairs = 0;
        own.forEach((cosine, k) => {
          const [i, j] = [Math.floor(k / n), k % n];
          if (i === j) return;
          alike += masses[i]! * masses[j]! * Math.abs(cosine);
          pairs += masses[i]! * masses[j]!;
        });
        const toTarget = cosines(positions, target.points, dimension);
        const points = target.masses.length;
        const distance = masses.reduce((sum, mass, j) => {
          const row = toTarget.subarray(j * points, (j + 1) * points);
          return sum + mass * (1 - row.reduce((most, cosine) => Math.max(most, cosine), -1));
        }, 0);
        return [alike / pairs, distance];
      },
    }),
);
