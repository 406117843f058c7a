import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { InputError, nearestName } from "../options/index.ts";
import { parseDocument } from "../sim/index.ts";
import { packageFolder } from "./version.ts";

/** A sim, scan or study file that ships with the package. */
export interface Entry {
  /** Topic and name: `isolated-points/two-point`. */
  readonly name: string;
  readonly file: string;
}

const MAIN = "main.json";

/** Every sim, scan and study file below a folder, by name; the folder's `main.json` is none. */
export function catalogue(folder: URL = new URL("sims/", packageFolder())): Entry[] {
  if (!existsSync(folder)) throw new Error(`the package has no folder ${fileURLToPath(folder)}`);
  const found: Entry[] = [];
  const walk = (at: URL, prefix: string) => {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      if (entry.isDirectory()) walk(new URL(`${entry.name}/`, at), `${prefix}${entry.name}/`);
      else if (entry.name.endsWith(".json") && prefix + entry.name !== MAIN) {
        const file = fileURLToPath(new URL(entry.name, at));
        found.push({ name: prefix + entry.name.slice(0, -".json".length), file });
      }
    }
  };
  walk(folder, "");
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Picks entries by name. @throws InputError at a name that is none, with the nearest. */
export function picked(entries: readonly Entry[], names: readonly string[]): Entry[] {
  return names.map((given) => {
    const name = given.replace(/^sims\//, "").replace(/\.json$/, "");
    const found = entries.find((entry) => entry.name === name);
    if (found !== undefined) return found;
    const known = entries.map((entry) => entry.name);
    // A name without its topic is the most likely slip.
    const short = known.find((one) => one.endsWith(`/${name}`));
    const nearest = short ?? nearestName(name, known);
    const hint =
      nearest === undefined ? "`ganphase reproduce --list` lists them" : `did you mean "${nearest}"?`;
    throw new InputError(given, `no such sim or scan in the package; ${hint}`);
  });
}

/** The names in `sims/main.json`. */
export function mainNames(folder: URL = new URL("sims/", packageFolder())): string[] {
  const file = fileURLToPath(new URL(MAIN, folder));
  const names = parseDocument(readFileSync(file, "utf8"), file);
  if (Array.isArray(names) && names.every((name) => typeof name === "string")) return names;
  throw new InputError(file, "must be a list of names");
}
