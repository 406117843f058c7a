import { describe, expect, it, test } from "vitest";
import { randomStream } from "../../src/numerics/random.ts";
import { putChoices, resolveScan, resolveSim, setPath, type TextReader } from "../../src/sim/index.ts";
import { targets } from "../../src/targets/index.ts";
import { expectInputError } from "../targets/inputErrorAt.ts";
import { greyPng, readerOf } from "../targets/pngFiles.ts";
import { leastDocument, noFiles } from "./documents.ts";

const pictures = {
  "a.png": greyPng(2, 2, (row, column) => (row + column === 0 ? 0 : 255)),
  "b.png": greyPng(2, 2, (row, column) => (row + column === 2 ? 0 : 255)),
};
const clouds: Readonly<Record<string, string>> = { "a.csv": "0,0\n1,1\n", "b.csv": "2,2\n3,3\n" };
const read: TextReader = Object.assign((path: string) => clouds[path]!, {
  bytes: readerOf(pictures).bytes,
  names: readerOf(pictures).names,
});

const kinds = [
  ["file", "csv", {}],
  ["images", "png", {}],
  ["image", "png", { samples: 4 }],
] as const;

describe.each(kinds)("the file of a target %s", (kind, ending, options) => {
  const target = (name: string) => ({ kind, path: `${name}.${ending}`, ...options });
  const document = { ...leastDocument(), target: target("a") };
  const values = ["a", "b"].map((name) => target(name).path);
  const pointsOf = (spec: unknown) =>
    targets.build(resolveSim(spec, noFiles).target).draw(randomStream(1)).points;

  test.each([
    [{ path: "target.path", values }, "axes[0].path"],
    [{ path: "target.path", values: values.slice(0, 1) }, "axes[0].path"],
    [{ path: 'target["path"]', values }, "axes[0].path"],
    [{ path: ["outcome.share", "target.path"], values: [[0.5, values[1]]] }, "axes[0].path[1]"],
  ])("is no axis by its name alone: %j", (axis, place) => {
    const scan = { sim: document, axes: [axis] };
    expectInputError(() => resolveScan(scan, read), place, /target\.path cannot be an axis.*move `target`/);
  });

  it("is read for each of the targets of an axis, and needed no more in its cells", () => {
    const axes = [{ path: "target", values: [target("a"), target("b")] }];
    const scan = resolveScan({ sim: document, axes }, read);
    expect(resolveScan(scan, noFiles)).toEqual(scan);
    const cells = [0, 1].map((k) =>
      putChoices(scan.sim, scan.axes, [{ axis: 0, value: scan.axes[0]!.values![k] }]),
    );
    const [first, second] = cells.map(pointsOf);
    expect(second).not.toEqual(first);
    expect(second).toEqual(pointsOf(resolveSim({ ...document, target: target("b") }, read)));
  });

  it("cannot be another one where the first was read", () => {
    const spec = resolveSim(document, read);
    expectInputError(
      () => resolveSim(setPath(spec, `target.path=${target("b").path}`), read),
      "target.path",
      kind === "file" ? /unknown option/ : /is "b\.png", but `pixels` holds what was read from "a\.png"/,
    );
  });

  it("keeps its name in a manifest that a scan names", () => {
    const manifest = resolveSim(document, read);
    const scan = resolveScan({ sim: "runs/one.json", axes: [] }, () => JSON.stringify(manifest));
    expect(scan.sim.target).toEqual(manifest.target);
    expect(scan.sim.origin).toEqual({ target: target("a").path });
  });
});
