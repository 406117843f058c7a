import { parseArgs } from "node:util";
import { type BackendKind, backendKinds } from "../engine/backend.ts";
import { InputError } from "../options/error.ts";
import { nearestName } from "../options/nearest.ts";

/** An option of the command line. */
interface Option {
  /** What its value is called in help texts; none for a switch. */
  readonly value?: string;
  readonly help: string;
  readonly repeatable?: boolean;
  readonly short?: string;
}

/** All options, each of which means the same wherever it is taken. */
export const OPTIONS = {
  out: { value: "DIR", help: "folder for the results" },
  set: {
    value: "PATH=VALUE",
    help: "change a field of the file, as in penalties[0].strength=0.3",
    repeatable: true,
  },
  backend: {
    value: "NAME",
    help: "auto, cpu, webasm, webgpu or webgl",
  },
  seed: { value: "N", help: "seed of all random draws" },
  scale: { value: "X", help: "size of a study, 1 by default; larger ones take longer" },
  threads: { value: "N", help: "how many threads; the results are the same for any number" },
  "no-figures": { help: "write data only, draw nothing" },
  main: { help: "only the list in sims/main.json" },
  list: { help: "list the names and do nothing" },
  quick: { help: "small sizes, to see that everything works" },
  "no-peers": { help: "ours alone" },
  json: { help: "one JSON object on stdout, everything else on stderr" },
  quiet: { help: "say nothing but errors" },
  help: { help: "print this help", short: "h" },
  version: { help: "print the version" },
} as const satisfies Record<string, Option>;

export type OptionName = keyof typeof OPTIONS;

/** A parsed command line. */
export interface Arguments {
  readonly positionals: readonly string[];
  readonly set: readonly string[];
  readonly out?: string;
  readonly backend?: "auto" | BackendKind;
  readonly seed?: number;
  readonly scale?: number;
  readonly threads?: number;
  readonly figures: boolean;
  readonly main: boolean;
  readonly list: boolean;
  readonly quick: boolean;
  readonly peers: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

const BACKENDS = ["auto", ...backendKinds] as const;

function definition(name: string): Option | undefined {
  return (OPTIONS as Record<string, Option>)[name];
}

function wholeNumber(name: string, text: string, least: number, most = Number.MAX_SAFE_INTEGER): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < least) {
    throw new InputError(`--${name}`, `must be a whole number of at least ${least}, not "${text}"`);
  }
  if (value > most) throw new InputError(`--${name}`, `must be at most ${most}, not ${text}`);
  return value;
}

function positiveNumber(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isFinite(value) && value > 0) return value;
  throw new InputError(`--${name}`, `must be a number above 0, not "${text}"`);
}

function backendName(text: string): (typeof BACKENDS)[number] {
  const found = BACKENDS.find((name) => name === text);
  if (found !== undefined) return found;
  const nearest = nearestName(text, BACKENDS);
  const hint = nearest === undefined ? "" : `did you mean "${nearest}"? `;
  throw new InputError("--backend", `unknown backend "${text}"; ${hint}(one of ${BACKENDS.join(", ")})`);
}

function unknownOption(rawName: string, allowed: readonly OptionName[]): InputError {
  const known = allowed.map((name) => `--${name}`);
  const nearest = nearestName(rawName, known);
  const hint = nearest === undefined ? `it must be one of ${known.join(", ")}` : `did you mean "${nearest}"?`;
  return new InputError(rawName, `unknown option; ${hint}`);
}

/** The options given, by name, each with its values in order; a switch has the value "". */
function given(argv: readonly string[], allowed: readonly OptionName[]) {
  const options = Object.fromEntries(
    Object.entries(OPTIONS as Record<string, Option>).map(([name, option]) => [
      name,
      {
        type: option.value === undefined ? ("boolean" as const) : ("string" as const),
        ...(option.short === undefined ? {} : { short: option.short }),
      },
    ]),
  );
  const { tokens } = parseArgs({
    args: [...argv],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values = new Map<string, string[]>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const option = definition(token.name);
    if (option === undefined || !allowed.includes(token.name as OptionName)) {
      throw unknownOption(token.rawName, allowed);
    }
    const place = `--${token.name}`;
    if (option.value === undefined) {
      if (token.value !== undefined) throw new InputError(place, "takes no value");
    } else if (token.value === undefined || (token.inlineValue === false && /^--?[a-z]/.test(token.value))) {
      throw new InputError(place, `needs a value (${option.value})`);
    } else if (token.value === "") {
      throw new InputError(place, `needs a value (${option.value}), not an empty one`);
    }
    if (values.has(token.name) && option.repeatable !== true && option.value !== undefined) {
      throw new InputError(place, "is given twice");
    }
    values.set(token.name, [...(values.get(token.name) ?? []), token.value ?? ""]);
  }
  return { values, positionals };
}

/**
 * Parses what follows the command's name.
 * @throws InputError for options that the command does not take, and for values that are none.
 */
export function parseArguments(argv: readonly string[], allowed: readonly OptionName[]): Arguments {
  const { values, positionals } = given(argv, allowed);
  const text = (name: OptionName) => values.get(name)?.[0];
  const [out, backend, seed, threads] = [text("out"), text("backend"), text("seed"), text("threads")];
  const scale = text("scale");
  return {
    positionals,
    set: values.get("set") ?? [],
    ...(out === undefined ? {} : { out }),
    ...(backend === undefined ? {} : { backend: backendName(backend) }),
    ...(seed === undefined ? {} : { seed: wholeNumber("seed", seed, 0) }),
    ...(scale === undefined ? {} : { scale: positiveNumber("scale", scale) }),
    ...(threads === undefined ? {} : { threads: wholeNumber("threads", threads, 1, 1024) }),
    figures: !values.has("no-figures"),
    main: values.has("main"),
    list: values.has("list"),
    quick: values.has("quick"),
    peers: !values.has("no-peers"),
    json: values.has("json"),
    quiet: values.has("quiet"),
    help: values.has("help"),
    version: values.has("version"),
  };
}
