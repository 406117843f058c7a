import { InputError, nearestName } from "../../options/index.ts";
import type { Context, Result } from "../command.ts";

/** What `bench/run.mjs` offers: the benchmarks stand outside of the bundle, beside their peers' sources. */
interface Bench {
  readonly cases: readonly { readonly letter: string; readonly name: string }[];
  bench(cases: Bench["cases"], options: object): Promise<Result>;
  allAgree(report: Result): boolean;
}

/** Runs the benchmarks that were named, or all. */
export async function bench(context: Context): Promise<Result> {
  const { args } = context;
  // The package's root is where dist/ is.
  const place = new URL("../bench/run.mjs", import.meta.url).href;
  const { cases, bench: runCases, allAgree } = (await import(place)) as Bench;
  const names = cases.flatMap(({ letter, name }) => [letter, name]);
  const unknown = args.positionals.find((word) => !names.includes(word));
  if (unknown !== undefined) {
    const nearest = nearestName(unknown, names);
    const hint = nearest === undefined ? "" : `did you mean "${nearest}"? `;
    throw new InputError("bench", `there is no case "${unknown}"; ${hint}(one of ${names.join(", ")})`);
  }
  const wanted = cases.filter(
    ({ letter, name }) =>
      args.positionals.length === 0 || args.positionals.includes(letter) || args.positionals.includes(name),
  );
  const report = await runCases(wanted, {
    quick: args.quick,
    peers: args.peers,
    ...(args.threads === undefined ? {} : { threads: args.threads }),
    ...(args.backend === undefined || args.backend === "auto" ? {} : { backends: [args.backend] }),
    say: (line: string) => line !== "" && context.say(line),
    print: (line: string) => context.print(line),
  });
  if (!allAgree(report)) throw new Error("the contenders do not agree on a result; see the table");
  return { command: "bench", ...report };
}
