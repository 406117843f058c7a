import type { Highs, Model, SparseMatrixInput } from "highs";

/** low ≤ Σ value · x[column] ≤ high over the pairs of `terms`; a missing limit is none. */
export interface LinearRow {
  /** Columns and their values, each column once. */
  readonly terms: readonly (readonly [column: number, value: number])[];
  readonly low?: number;
  readonly high?: number;
}

/** Minimize Σ cost·x + ½ Σ curvature·x² subject to limits on each x and to rows. */
export interface ProgramShape {
  /** [n]. */
  readonly cost: ArrayLike<number>;
  /** Limits of each x, [n]; none where left out. */
  readonly low?: ArrayLike<number>;
  readonly high?: ArrayLike<number>;
  /** The diagonal of the Hessian, ≥ 0, [n]; a linear program without it. */
  readonly curvature?: ArrayLike<number>;
  readonly rows: readonly LinearRow[];
}

/** An optimum. Multipliers are derivatives of the objective with respect to the limit that binds, 0 where none does. */
export interface Optimum {
  readonly objective: number;
  /** [n]. */
  readonly x: Float64Array;
  /** One a row, in the order in which rows were given. */
  readonly rowMultipliers: Float64Array;
  /** One a variable, of its own limits: the reduced costs. */
  readonly multipliers: Float64Array;
}

let solver: Promise<Highs> | undefined;

/** HiGHS, compiled to WebAssembly; it is loaded when first asked for. */
function loadSolver(): Promise<Highs> {
  solver ??= import("highs").then(({ default: load }) => load());
  return solver;
}

/**
 * A linear or convex separable quadratic program in the solver HiGHS (Huangfu, Hall, Math. Prog. Comput. 10 (2018)).
 * It is kept by the solver from one `solve` to the next, which begins where the last one ended when rows were added.
 * To be closed after use: its memory is the solver's own.
 */
export class LinearProgram {
  private readonly highs: Highs;
  private readonly model: Model;
  private readonly columns: number;

  /** @param tolerance the most by which a limit or an optimality condition may be broken, 1e-10 at the least */
  static async open(shape: ProgramShape, tolerance = 1e-9): Promise<LinearProgram> {
    return new LinearProgram(await loadSolver(), shape, tolerance);
  }

  private constructor(highs: Highs, shape: ProgramShape, tolerance: number) {
    const { cost, rows, curvature } = shape;
    const columns = cost.length;
    this.highs = highs;
    this.columns = columns;
    this.model = highs.createModel();
    this.model.options.set({
      output_flag: false,
      primal_feasibility_tolerance: tolerance,
      dual_feasibility_tolerance: tolerance,
      // The solver adds this to the Hessian, 1e-7 unless told otherwise: an error of the optimality conditions.
      qp_regularization_value: tolerance / 10,
    });
    const all = (limit: number) => new Float64Array(columns).fill(limit);
    this.model.passModel({
      numCols: columns,
      numRows: rows.length,
      colCost: Float64Array.from(cost),
      colLower: shape.low === undefined ? all(-highs.infinity) : Float64Array.from(shape.low),
      colUpper: shape.high === undefined ? all(highs.infinity) : Float64Array.from(shape.high),
      ...this.limits(rows),
      matrix: this.matrix(rows),
      ...(curvature === undefined
        ? {}
        : {
            hessian: {
              format: "triangular",
              dimension: columns,
              starts: Int32Array.from({ length: columns + 1 }, (_, k) => k),
              indices: Int32Array.from({ length: columns }, (_, k) => k),
              values: Float64Array.from(curvature),
            },
          }),
    });
  }

  /** Adds rows behind those that there are. */
  addRows(rows: readonly LinearRow[]): void {
    if (rows.length === 0) return;
    const { rowLower: lower, rowUpper: upper } = this.limits(rows);
    this.model.addRows({ lower, upper, matrix: this.matrix(rows) } as Parameters<Model["addRows"]>[0]);
  }

  /** @throws Error when there is no optimum: the program is infeasible or unbounded, or the solver failed. */
  solve(): Optimum {
    this.model.run();
    const status = this.model.getModelStatus();
    if (status !== this.highs.constants.modelStatus.optimal) {
      const names = Object.entries(this.highs.constants.modelStatus);
      const name = names.find(([, code]) => code === status)?.[0] ?? String(status);
      throw new Error(`the linear program has no optimum: ${name}`);
    }
    const { colValue, rowDual, colDual } = this.model.getSolution();
    return {
      objective: this.model.getObjectiveValue(),
      x: colValue,
      rowMultipliers: rowDual,
      multipliers: colDual,
    };
  }

  close(): void {
    this.model.dispose();
  }

  private limits(rows: readonly LinearRow[]) {
    return {
      rowLower: Float64Array.from(rows, ({ low }) => low ?? -this.highs.infinity),
      rowUpper: Float64Array.from(rows, ({ high }) => high ?? this.highs.infinity),
    };
  }

  private matrix(rows: readonly LinearRow[]): SparseMatrixInput {
    const starts = new Int32Array(rows.length + 1);
    rows.forEach(({ terms }, k) => {
      starts[k + 1] = starts[k]! + terms.length;
    });
    const entries = rows.flatMap(({ terms }) => terms);
    return {
      format: "csr",
      numRows: rows.length,
      numCols: this.columns,
      starts,
      indices: Int32Array.from(entries, ([column]) => column),
      values: Float64Array.from(entries, ([, value]) => value),
    };
  }
}

/** The optimum of a program that is solved once. @throws Error when there is none. */
export async function solveProgram(shape: ProgramShape, tolerance?: number): Promise<Optimum> {
  const program = await LinearProgram.open(shape, tolerance);
  try {
    return program.solve();
  } finally {
    program.close();
  }
}
