import type { CurvesSpec } from "../../study/figureSpec.ts";
import { lossLabels, ratesOf } from "./games.ts";
import type { Setting } from "./options.ts";
import { bestLoss } from "./runs.ts";
import { atRate } from "./words.ts";

/** Some room at both ends, so that the numbers of neighbouring panels stay apart. */
export const stepRange = ({ steps }: Setting): [number, number] => [-0.06 * steps, 1.06 * steps];

/** The JS loss of an unrestricted discriminator with these shares of the samples in the clusters. */
const plateaus = [
  { held: [0.5, 0.5], label: "all covered, 0.6931" },
  { held: [1, 0], label: "JS-GAN, all on one cluster, 0.4774" },
  { held: [0.5, 0], label: "half matched, 0.3466" },
] as const;

/** The discriminator's loss of single runs. */
export function lossFigure(setting: Setting, count: number): CurvesSpec {
  const styles = ["solid", "dash", "dot"] as const;
  return {
    kind: "curves",
    name: "losses",
    title: "The discriminator's loss in single runs",
    columns: 2,
    panels: ratesOf(setting).flatMap((rate) =>
      setting.losses.map((loss) => ({
        title: `${lossLabels[loss]}${atRate(setting, rate)}`,
        x: { label: "step", range: stepRange(setting) },
        y: { label: "loss of the discriminator", range: [0.25, 1] },
        horizontal: plateaus.map(({ held, label }, k) => ({ at: bestLoss(held), label, style: styles[k]! })),
        series: [
          {
            table: "losses",
            where: { loss: lossLabels[loss], rate },
            x: "step",
            y: "value",
            group: "replica",
            label: "run",
            marks: "lines" as const,
          },
        ],
      })),
    ),
    parameters: { runs: count },
    notes: [
      "Lines: values with an unrestricted discriminator, 0 with no sample on any cluster. JS: half of the sum of both parts.",
    ],
  };
}
