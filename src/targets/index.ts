import { family } from "../options/index.ts";
import { fileTarget } from "./file.ts";
import { gaussianTarget } from "./gaussian.ts";
import { glyphs } from "./glyphs.ts";
import { grid } from "./grid.ts";
import { imageTarget } from "./image.ts";
import { imagesTarget } from "./images.ts";
import { pointsTarget } from "./points.ts";
import { ring } from "./ring.ts";
import { twoModes } from "./twoModes.ts";

/** The register of targets: a new one is a file in this folder and its name in this list. */
export const targets = family([
  pointsTarget,
  ring,
  grid,
  twoModes,
  gaussianTarget,
  glyphs,
  fileTarget,
  imagesTarget,
  imageTarget,
]);

export { isBinaryFile, pointsInFile } from "./file.ts";
export { storedDarkness } from "./image.ts";
export { type ImageFile, isPngName, pngNames, storedImages } from "./imageFiles.ts";
export type { StoredImages } from "./images.ts";
export { coveredModes, DEFAULT_SHARE, modeMasses, modeRadius } from "./modes.ts";
export { type ParsedPoints, parsePoints } from "./parsePoints.ts";
export { points } from "./points.ts";
export type { Modes, Target, TargetSource } from "./target.ts";
export { fileTarget, gaussianTarget, glyphs, grid, imagesTarget, imageTarget, pointsTarget, ring, twoModes };
