/** A JSON Schema, as far as the reference reads it. */
export interface Schema {
  readonly description?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
}

/** Limits that only catch slips of the pen are not worth telling. */
const tellingLimit = 1e8;

function code(value: unknown): string {
  return `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
}

function range({ minimum, maximum, exclusiveMinimum }: Schema): string {
  const upper = maximum !== undefined && maximum < tellingLimit ? maximum : undefined;
  if (minimum !== undefined && upper !== undefined) return ` from ${minimum} to ${upper}`;
  if (exclusiveMinimum !== undefined && upper !== undefined) {
    return ` above ${exclusiveMinimum}, at most ${upper}`;
  }
  if (exclusiveMinimum !== undefined) return ` above ${exclusiveMinimum}`;
  return minimum === undefined ? "" : `, ${minimum} or more`;
}

/** The kinds of a family: objects told apart by `kind`. */
function kindsOf(schema: Schema): readonly Schema[] | undefined {
  const branches = schema.oneOf ?? schema.items?.oneOf;
  if (branches !== undefined) return branches;
  return schema.items?.anyOf?.flatMap((one) => one.oneOf ?? []);
}

function kindName(kind: Schema): string {
  return String(kind.properties?.kind?.const);
}

/** What may stand in a field, in words. */
function typeText(schema: Schema): string {
  const { type, items, prefixItems, anyOf, oneOf } = schema;
  if (schema.enum !== undefined) return schema.enum.map(code).join(", ");
  if (oneOf !== undefined) return `an object: ${oneOf.map((one) => code(kindName(one))).join(", ")}`;
  if (anyOf !== undefined) return [...new Set(anyOf.map(typeText))].filter(Boolean).join("; or ");
  if (prefixItems !== undefined) return `a list of ${prefixItems.length}`;
  if (type === "array") {
    const inside = items === undefined ? "" : typeText(items);
    return inside === "" ? "a list" : `a list, each ${inside}`;
  }
  if (type === "integer") return `a whole number${range(schema)}`;
  if (type === "number") return `a number${range(schema)}`;
  if (type === "string") return "a text";
  if (type === "boolean") return "true or false";
  return type === "object" ? "an object" : "";
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

function row(name: string, schema: Schema, required: boolean): string {
  const usual = schema.default === undefined ? "" : code(schema.default);
  const when = required ? "required" : usual;
  return `| ${name} | ${cell(typeText(schema))} | ${cell(when)} | ${cell(schema.description ?? "")} |`;
}

const head = "| what | when left out | meaning |\n|---|---|---|---|";

/** What a family is, and whether it can be left out. */
function leadOf({ description = "", type, default: usual }: Schema): string[] {
  const first = description.charAt(0).toUpperCase() + description.slice(1).replace(/\.$/, "");
  const list = type === "array" ? ["A list"] : [];
  const left = usual === undefined ? [] : [`${code(usual)} when left out`];
  const sentences = [first, [...list, ...left].join(", ")].filter((one) => one !== "");
  return sentences.length === 0 ? [] : [`${sentences.join(". ")}.`, ""];
}

/** A table of the options of every kind of a family, and the families inside them. */
function familyText(place: string, schema: Schema, depth: string): string[] {
  const kinds = kindsOf(schema)!;
  const rows: string[] = [];
  const inside: string[] = [];
  for (const kind of kinds) {
    const options = Object.entries(kind.properties ?? {}).filter(([name]) => name !== "kind");
    const name = code(kindName(kind));
    if (options.length === 0) rows.push(`| ${name} | | | no options |`);
    for (const [option, value] of options) {
      rows.push(row(`${name} ${code(option)}`, value, kind.required?.includes(option) ?? false));
      if (value.oneOf === undefined) continue;
      const section = familyText(`${place}.${option}`, value, `${depth}#`);
      // Two kinds may have an option of the same name and meaning.
      if (!inside.join("\n").includes(section.join("\n"))) inside.push(...section);
    }
  }
  const lead = leadOf(schema);
  return [`${depth} \`${place}\``, "", ...lead, `| kind, option ${head}`, ...rows, "", ...inside];
}

/** All fields of a file: a table of the plain ones, then a section for each family and each inner object. */
function fileText(schema: Schema, left: readonly string[], depth: string, prefix = ""): string[] {
  const plain: string[] = [];
  const sections: string[] = [];
  for (const [name, value] of Object.entries(schema.properties ?? {})) {
    const place = `${prefix}${name}`;
    if (left.includes(place)) continue;
    const required = schema.required?.includes(name) ?? false;
    if (kindsOf(value)?.length) sections.push(...familyText(place, value, depth));
    else if (value.type === "object" && value.properties !== undefined) {
      sections.push(`${depth} \`${place}\``, "", value.description ?? "", "");
      sections.push(...fileText(value, left, `${depth}#`, `${place}.`));
    } else plain.push(row(code(name), value, required));
  }
  const table = plain.length === 0 ? [] : [`| field ${head}`, ...plain, ""];
  return [...table, ...sections];
}

/** The reference of sim and scan files as Markdown, from their schemas. */
export function reference(sim: Schema, scan: Schema): string {
  const axes = scan.properties!.axes!;
  const { axes: _, sim: inner, ...rest } = scan.properties!;
  const scanFields = {
    ...scan,
    properties: { sim: { ...inner, anyOf: [{ type: "object" }, { type: "string" }] }, ...rest },
  };
  return [
    "# Sim and scan files",
    "",
    "Made from the schemas by `npx vitest run tests/docs -u`. Lengths are in the target's units, steps count",
    "from 0. Fields that are not here are errors. `--set path=value` changes any field, as in",
    "`--set penalties[0].strength=0.3`.",
    "",
    "## Sim files",
    "",
    ...fileText(sim, ["$schema", "origin"], "###"),
    "## Scan files",
    "",
    ...fileText(scanFields, ["$schema"], "###"),
    "### `axes`",
    "",
    `${axes.description} Each says in one way where it goes: \`from\`, \`to\` and \`count\`, or \`values\`,`,
    "or an `expression` of the other axes.",
    "",
    ...fileText(axes.items!, [], "####"),
  ].join("\n");
}
