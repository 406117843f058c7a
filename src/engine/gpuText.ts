import { generate } from "astring";
import { type FastMath, fastHelpers, withFastMath } from "./fastMath.ts";
import { evenBranches } from "./gpuBranches.ts";
import type { Call } from "./program.ts";
import { translate } from "./translate.ts";
import { unrollSingle } from "./unroll.ts";

/** gpu.js stops loops silently after 1000 rounds unless told otherwise. */
const loopMaxIterations = 1_000_000;

/** What gpu.js makes a kernel from. */
export interface KernelText {
  /** The text of a plain function: helpers spliced in, slow or inexact functions of `Math` replaced. */
  readonly source: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

/**
 * A call as gpu.js takes it, with an output of [lanes, rows].
 * @throws Error naming the call when its body is outside of the common subset.
 */
export function kernelText(call: Call, lanes: number, fast: FastMath): KernelText {
  const { tree, parameters } = translate(
    call,
    (checked) => evenBranches(withFastMath(unrollSingle(checked, call), fast)),
    fastHelpers,
  );
  return {
    source: `function ${call.name}(${parameters.join(", ")}) ${generate(tree.body)}`,
    settings: {
      output: [lanes, call.rows],
      constants: { ...call.constants },
      loopMaxIterations,
      precision: "single",
    },
  };
}
