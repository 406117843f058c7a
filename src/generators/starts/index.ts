import { family } from "../../options/index.ts";
import { gaussianStart } from "./gaussian.ts";
import { nearPointsStart } from "./nearPoints.ts";
import { pointsStart } from "./points.ts";
import { sphereStart } from "./sphere.ts";
import { uniformStart } from "./uniform.ts";

/** The register of starts: a new one is a file in this folder and its name in this list. */
export const starts = family([pointsStart, gaussianStart, sphereStart, uniformStart, nearPointsStart]);

export type { Start } from "./start.ts";
export { gaussianStart, nearPointsStart, pointsStart, sphereStart, uniformStart };
