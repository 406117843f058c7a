import type { About, Figure, Table } from "../../src/figures/index.ts";

export const about: About = {
  name: "transition",
  seed: 7,
  backend: "webasm",
  version: "0.1.0",
  parameters: {},
};

/** A table of rows. */
export function table(rows: readonly Record<string, number | string>[]): Table {
  const names = Object.keys(rows[0]!);
  const columns = names.map((name) => {
    const values = rows.map((row) => row[name]!);
    const numeric = values.every((value) => typeof value === "number");
    return [name, numeric ? Float64Array.from(values as number[]) : (values as string[])] as const;
  });
  return { length: rows.length, columns: Object.fromEntries(columns) };
}

/** An order parameter against the coupling for two losses and three sizes, with an interval. */
export const order = table(
  ["ipm", "hinge"].flatMap((loss) =>
    [16, 32, 64].flatMap((N) =>
      [0, 0.25, 0.5, 0.75, 1].map((g) => {
        const m = 1 / (1 + Math.exp(((g - 0.5) * N) / 4));
        return { loss, N, g, m, low: m - 0.05, high: m + 0.1 };
      }),
    ),
  ),
);

/** Two replicas a cell on a grid of 3 × 2; in one cell they disagree. */
export const cells = table(
  [0.1, 1, 10].flatMap((eta) =>
    [0, 0.5].flatMap((gamma) =>
      [0, 1].map((replica) => ({
        eta,
        gamma,
        outcome: eta === 10 && replica === 1 ? "collapsed" : gamma === 0 ? "covered" : "diverged",
        time: 100 * eta * (1 + replica),
      })),
    ),
  ),
);

/** The centre (dx, dy) = (−y, x) on a grid, and its orbit. */
export const arrows = table([-1, 0, 1].flatMap((x) => [-1, 0, 1].map((y) => ({ x, y, dx: -y, dy: x }))));
export const path = table(Array.from({ length: 21 }, (_, k) => ({ x: Math.cos(k / 4), y: Math.sin(k / 4) })));

export const tables = { order, cells, arrows, path };

type Traced = Record<string, unknown> & { name?: string; showlegend?: boolean; mode?: string };

/** The traces of a figure, read as what they are. */
export function traces(figure: { readonly data: readonly unknown[] }): Traced[] {
  return figure.data as Traced[];
}

/** The legend's entries, in the order in which they come. */
export function legend(figure: { readonly data: readonly unknown[] }): string[] {
  return traces(figure).flatMap(({ name, showlegend }) =>
    name !== undefined && showlegend !== false ? [name] : [],
  );
}

/** Plain JSON: the same after a round trip, up to typed arrays. */
export function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** The caption below a figure. */
export function captionOf(figure: Figure): string {
  const annotations = (figure.layout.annotations ?? []) as { name?: string; text?: string }[];
  return annotations.find(({ name }) => name === "caption")?.text ?? "";
}
