import { eigenvalues } from "../../../numerics/linearAlgebra.ts";
import { randomStream } from "../../../numerics/random.ts";
import { overParameterized } from "../../../theory/index.ts";
import { type Row, tableOf, where } from "../../columns.ts";
import { defineStudy, type StudyTools } from "../../study/study.ts";
import { dampingClaims, reachClaims, scaleClaims } from "./claims.ts";
import { courseTable, infiniteCourse } from "./courses.ts";
import { expected } from "./expected.ts";
import { convergenceFigures } from "./figures.ts";
import { type Common, commonOf, infiniteKernelOf, playOf, type Trained } from "./game.ts";
import { convergenceShape } from "./options.ts";
import { dampingScan, narrowScan, scaleScan, widthScan } from "./scans.ts";
import { reachable } from "./start.ts";
import { type Law, meanRateRows, rateRows, reachRows } from "./tables.ts";
import { spreadClaims, stepRows, trendClaims } from "./trendClaims.ts";
import { widthClaims } from "./widthClaims.ts";

/** Random streams of the study, by what is drawn. */
const drawing = { units: 31, edge: 32, bootstrap: 33, kernels: 34 } as const;

/** How descent-ascent comes to the global saddle of a linear discriminator as the generator is made wider. */
export const convergence = defineStudy({
  kind: "overParameterized",
  shape: convergenceShape,
  async run(options, tools) {
    const common = commonOf(options, tools.seed);
    const stream = randomStream(tools.seed, drawing.bootstrap);
    const law = lawOf(common);
    tools.onProgress(0, "widths");
    const drawn = await widthScan({ common, tools, until: 0.45 }, "hidden");
    const hidden = await withCone(common, expected(common, "hidden", drawn));
    const all = expected(common, "all", await widthScan({ common, tools, until: 0.52 }, "all"));
    tools.onProgress(0.52, "narrow generators");
    const narrow = await narrowRows(common, tools);
    tools.onProgress(0.6, "weight decay and scale");
    const damping = expected(common, "hidden", await dampingScan({ common, tools, until: 0.78 }));
    const scale = expected(common, "hidden", await scaleScan({ common, tools, until: 0.88 }));
    tools.onProgress(0.88, "courses");
    const courses = await courseTable(common, tools);
    const rates = [...rateRows("hidden", hidden, law, stream), ...rateRows("all", all, undefined, stream)];
    const { distance, dimension } = options;
    const reach = (["hidden", "all"] as const).flatMap((trained) =>
      reachRows(trained, where(narrow, { trained }), distance, dimension),
    );
    const widths = { common, hidden, all, rates, stream };
    return {
      tables: {
        runs: tableOf([...runsOf("hidden", hidden), ...runsOf("all", all)]),
        rates: tableOf(rates),
        steps: tableOf(stepRows(widths)),
        reach: tableOf(reach),
        narrow: tableOf(narrow),
        damping: tableOf(meanRateRows(damping, "damping", stream)),
        infinite: tableOf(infiniteRows(common)),
        scale: tableOf(meanRateRows(scaledRows(common, scale), "part", stream)),
        courses: tableOf(courses),
        infiniteCourse: tableOf(infiniteCourse(common, courses)),
      },
      comparisons: [
        ...trendClaims(widths),
        ...spreadClaims(widths),
        ...widthClaims(widths),
        ...reachClaims(narrow, reach, common),
        ...dampingClaims(damping, stream),
        ...scaleClaims(common, scale, stream),
      ],
      figures: convergenceFigures(common, rates),
    };
  },
});

/** What theory knows of wide generators with their hidden layer trained. */
function lawOf(common: Common): Law {
  const { latentDimension, dimension } = common.options;
  const latents = common.latents.flat();
  const kurtosis = overParameterized.slopeKurtosis(
    { latents, latentDimension },
    randomStream(common.seed, drawing.units),
  );
  const edge = overParameterized.greatestOfNormal(dimension, randomStream(common.seed, drawing.edge));
  const kernel = infiniteKernelOf(common, "hidden");
  const play = playOf(common, "hidden");
  const drawn = (width: number) => {
    const own = randomStream(common.seed, drawing.kernels, width);
    return Array.from({ length: KERNELS }, () => {
      const matrix = overParameterized.drawMeanKernel(
        { latents, latentDimension },
        { width, dimension },
        own,
      );
      return overParameterized.saddleRate(
        play,
        eigenvalues(matrix, dimension).map(({ re }) => re),
      );
    });
  };
  return { wide: { kernel, kurtosis, edge }, play, drawn };
}

/** Random kernels of each width for the law of the rate. */
const KERNELS = 400;

async function narrowRows(common: Common, tools: StudyTools): Promise<Row[]> {
  const hidden = await narrowScan({ common, tools, until: 0.58 }, "hidden");
  const all = await narrowScan({ common, tools, until: 0.6 }, "all");
  return [
    ...(await withCone(common, hidden)).map((row): Row => ({ trained: "hidden", ...row })),
    ...all.map((row): Row => ({ trained: "all", ...row, reachable: 1 })),
  ];
}

/** Whether the cone of the output layer's columns holds the data's mean, 1 or 0, by run. */
async function withCone(common: Common, rows: readonly Row[]): Promise<Row[]> {
  const marked: Row[] = [];
  for (const row of rows) {
    const can = await reachable(common, row.width as number, row.replica as number);
    marked.push({ ...row, reachable: can ? 1 : 0 });
  }
  return marked;
}

const shown = [
  "width",
  "replica",
  "outcome",
  "lastStep",
  "saddleDistanceRate",
  "startRate",
  "endRate",
  "frozenRate",
  "movedRate",
];
const kernels = [
  "kernelLeast",
  "kernelGreatest",
  "kernelMean",
  "kernelDrift",
  "firstOrderDrift",
  "meanDistance",
];

function runsOf(trained: Trained, rows: readonly Row[]): Row[] {
  return rows.map((row) => ({
    trained,
    reachable: row.reachable ?? 1,
    ...Object.fromEntries([...shown, ...kernels].map((column) => [column, row[column]!])),
  }));
}

/** The rate at infinite width against the weight decay. */
function infiniteRows(common: Common): Row[] {
  const { dampings } = common.options;
  const [from, to] = [Math.min(...dampings), Math.max(...dampings)];
  const play = playOf(common, "hidden");
  const kernel = infiniteKernelOf(common, "hidden");
  const critical = play.weightDecay / common.options.damping;
  return Array.from({ length: 121 }, (_, k): Row => {
    const damping = from * (to / from) ** (k / 120);
    return {
      damping,
      rate: overParameterized.saddleRate({ ...play, weightDecay: damping * critical }, [kernel]),
    };
  });
}

/** Rates of the scan of scales as they are, and over what the trace of each kernel alone would make of them. */
function scaledRows(common: Common, rows: readonly Row[]): Row[] {
  const play = playOf(common, "hidden");
  return rows.flatMap((row) => {
    const stepGenerator = row.stepGenerator as number;
    const unit = overParameterized.saddleRate({ ...play, stepGenerator }, [row.trace as number]);
    const over = (column: string) => (row[column] as number) / unit;
    return [
      { ...row, part: "as it is" },
      {
        ...row,
        part: "over the trace's",
        saddleDistanceRate: over("saddleDistanceRate"),
        startRate: over("startRate"),
        frozenRate: over("frozenRate"),
      },
    ];
  });
}
