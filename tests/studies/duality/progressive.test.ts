import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { studyFigure } from "../../../src/figures/index.ts";
import { multiply } from "../../../src/numerics/linearAlgebra.ts";
import { randomStream } from "../../../src/numerics/random.ts";
import { fitChain, pixelMap } from "../../../src/studies/duality/progressive/chain.ts";
import {
  centredMoments,
  latentMoments,
  levelsOf,
  rootOf,
  sampledMoments,
} from "../../../src/studies/duality/progressive/data.ts";
import { faceParts } from "../../../src/studies/duality/progressive/faces.ts";
import {
  changeOf,
  constraintNorm,
  distanceOf,
  offsetOf,
  picturesOf,
  shrunkDistance,
} from "../../../src/studies/duality/progressive/measure.ts";
import { averagedRows, enlargedRows } from "../../../src/studies/duality/progressive/pictures.ts";
import { progressive } from "../../../src/studies/duality/progressive/progressive.ts";
import { inline } from "../../../src/studies/index.ts";
import { memoryStudyStore, resolveStudy, runStudy } from "../../../src/studies/study/index.ts";
import { decodePng } from "../../../src/targets/imagePng.ts";
import { about } from "../../figures/studyTables.ts";
import { shapeCount, shapePng } from "./shapes.ts";

const folder = new URL("../../../sims/duality/shapes/", import.meta.url);
const read = Object.assign(
  () => {
    throw new Error("no text is read");
  },
  {
    bytes: (path: string) => new Uint8Array(readFileSync(new URL(path.replace("shapes/", ""), folder))),
    names: () => readdirSync(folder),
  },
);

describe("the shipped pictures", () => {
  it("are those that the program draws", () => {
    const fail = (problem: string): never => {
      throw new Error(problem);
    };
    expect(readdirSync(folder)).toHaveLength(shapeCount);
    for (let k = 0; k < shapeCount; k++) {
      const { name, bytes } = shapePng(k);
      const shipped = decodePng(new Uint8Array(readFileSync(new URL(name, folder))), fail);
      expect(shipped).toEqual(decodePng(bytes, fail));
    }
  });
});

describe("pictures", () => {
  it("enlarged and averaged again are the same, channel by channel", () => {
    const rows = Float64Array.from({ length: 2 * 2 * 2 * 3 }, (_, k) => k / 24);
    const shape = { side: 2, channels: 3 } as const;
    const large = enlargedRows(rows, shape, 4);
    expect(large.length).toBe(2 * 8 * 8 * 3);
    expect([...large.slice(0, 15)]).toEqual([
      ...Array(4)
        .fill([...rows.slice(0, 3)])
        .flat(),
      ...rows.slice(3, 6),
    ]);
    averagedRows(large, { side: 8, channels: 3 }, 2).forEach((value, k) => {
      expect(value).toBeCloseTo(rows[k]!, 14);
    });
  });
});

const levels = levelsOf([4, 8]);
const ones = 20;
const samples = 300;

function fitted(pairing: "nearest" | "ordered", added: number) {
  const stream = randomStream(11);
  const root = rootOf(centredMoments(samples, faceParts, stream), faceParts);
  const data = levels.map((level) => ({ shape: level.shape, moments: sampledMoments(level, root) }));
  const options = { latents: ones, added, pairing, components: [5, 9] };
  return fitChain(data, options, (size, at) => latentMoments(samples, size, stream, at));
}

describe("samples of faces", () => {
  it("have the moments of pictures drawn one by one", () => {
    const seed = () => randomStream(2);
    const moments = centredMoments(6, 3, seed());
    const stream = seed();
    const rows = Array.from({ length: 6 }, () => [stream.normal(), stream.normal(), stream.normal()]);
    const mean = [0, 1, 2].map((j) => rows.reduce((sum, row) => sum + row[j]! / 6, 0));
    moments.forEach((value, at) => {
      const [i, j] = [Math.floor(at / 3), at % 3];
      const sum = rows.reduce((total, row) => total + (row[i]! - mean[i]!) * (row[j]! - mean[j]!), 0);
      expect(value).toBeCloseTo(sum, 12);
    });
  });

  it("have a root, and in pixels the spectrum of root times parts", () => {
    const moments = centredMoments(samples, faceParts, randomStream(4));
    const root = rootOf(moments, faceParts);
    const { law } = levels[0]!;
    const pixels = multiply(root, law.root, { rows: faceParts, inner: faceParts, columns: 16 });
    const total = pixels.reduce((sum, value) => sum + value * value, 0);
    const { values } = sampledMoments(levels[0]!, root);
    expect(values.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(total, 9);
  });
});

describe("a chain of stages", () => {
  const chain = fitted("nearest", 6);

  it("meets the constraint on the latents of its fits, and not on others", () => {
    for (const stage of chain) {
      expect(constraintNorm(stage, stage.fitted) / stage.form.beta).toBeCloseTo(1, 9);
      const fresh = latentMoments(samples, stage.size, randomStream(5), ones);
      expect(constraintNorm(stage, fresh)).toBeGreaterThan(1.1 * stage.form.beta);
    }
  });

  it("feeds each stage the enlarged last pictures: its inputs' rank is theirs, the constant and the new latents", () => {
    expect(chain.map(({ size }) => size)).toEqual([21, 27]);
    expect(chain.map(({ rank }) => rank)).toEqual([21, 5 + 1 + 6]);
    expect(fitted("ordered", 0).map(({ rank, form }) => [rank, form.components])).toEqual([
      [21, 5],
      [6, 6],
    ]);
  });

  it("keeps the mean and most of each picture with the nearest pairing, and neither in singular order", () => {
    const ordered = fitted("ordered", 0);
    expect(offsetOf(chain[1]!, levels[1]!, ones)).toBeLessThan(1e-12);
    expect(offsetOf(ordered[1]!, levels[1]!, ones)).toBeGreaterThan(0.01);
    expect(changeOf(chain[1]!, chain[0]!, ones)).toBeLessThan(0.2);
    expect(changeOf(ordered[1]!, ordered[0]!, ones)).toBeGreaterThan(0.3);
  });

  it("comes nearer to the law of the faces than by sampling alone it could not", () => {
    chain.forEach((stage, i) => {
      const shrunk = shrunkDistance(levels[i]!.exact, stage.form.components);
      const distance = distanceOf(stage, levels[i]!, ones);
      expect(distance).toBeGreaterThan(0.5 * shrunk);
      expect(distance).toBeLessThan(shrunk + ones / samples);
    });
  });

  it("makes pictures of latents by one matrix", () => {
    const size = chain[1]!.size;
    const latents = Float64Array.from({ length: size }, (_, k) => (k === 3 ? 1 : 0));
    const map = pixelMap(chain[0]!);
    const picture = picturesOf(chain[0]!, latents, size);
    expect([...picture]).toEqual([...map.slice(3 * 16, 4 * 16)]);
  });
});

const small = {
  study: "progressive",
  options: {
    resolutions: [4, 8],
    components: [5, 9],
    latents: 12,
    added: 6,
    samples: 200,
    sizes: [100, 200, 400],
    repeats: 4,
    path: "shapes",
    side: 8,
  },
};

describe("the study of progressive pictures", () => {
  const play = (document: object) =>
    runStudy(resolveStudy(document as never, [progressive]), progressive, {
      executor: inline(),
      store: memoryStudyStore(),
      package: { name: "ganphase", version: "0.0.0" },
      read,
    });

  it("runs small, and its figures can be drawn", async () => {
    const { result } = await play(small);
    expect(result.tables.stages!.length).toBe(4 * 2 * (2 + 3 + 2));
    expect(result.tables.folder!.length).toBe(2);
    for (const one of result.comparisons.filter(({ claim }) =>
      /of the fit|rank|offset|distance/.test(claim),
    )) {
      expect(one).toEqual({ ...one, passes: true });
    }
    expect(result.figures.map(({ name }) => name)).toEqual([
      "stages",
      "ways",
      "spectra",
      "constraint",
      "sharpness",
      "folder",
    ]);
    for (const figure of result.figures) {
      expect(studyFigure(figure, result.tables as never, about).data.length).toBeGreaterThan(0);
    }
  });

  it("needs no folder, and gives the same again", async () => {
    const { path: _, ...options } = small.options;
    const [one, again] = [await play({ ...small, options }), await play({ ...small, options })];
    expect(one.result.tables.folder).toBeUndefined();
    expect(one.result.figures).toHaveLength(5);
    expect(one.result).toEqual(again.result);
  });

  it("says which options do not fit each other", () => {
    const wrong = (options: object) => () =>
      resolveStudy({ ...small, options: { ...small.options, ...options } }, [progressive]);
    expect(wrong({ resolutions: [4, 12] })).toThrow(/resolutions\[1\]: must be 8, twice/);
    expect(wrong({ components: [5] })).toThrow(/components: must list 2 numbers/);
    expect(wrong({ components: [13, 9] })).toThrow(
      /components\[0\]: must be at most 12, the number of latents/,
    );
    expect(wrong({ components: [5, 12] })).toThrow(/components\[1\]: must be at most 11/);
    expect(wrong({ samples: 300 })).toThrow(/samples: must be one of the sizes/);
    expect(wrong({ side: 16 })).toThrow(/side: must be one of the resolutions/);
  });
});
