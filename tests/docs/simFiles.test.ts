import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { defaultRules, type OutcomeKind, type OutcomeRules } from "../../src/dynamics/index.ts";
import { scanSchema, simSchema } from "../../src/sim/index.ts";
import { reference, type Schema } from "./reference.ts";

const doc = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), "utf8");

describe("docs/sim-files.md", () => {
  it("is what the schemas say", async () => {
    const text = reference(simSchema() as Schema, scanSchema() as Schema);
    await expect(text).toMatchFileSnapshot("../../docs/sim-files.md");
  });

  it("names every kind and every option of the schema of sim files", () => {
    const text = reference(simSchema() as Schema, scanSchema() as Schema);
    const names = new Set<string>();
    const visit = (schema: Schema): void => {
      for (const [name, value] of Object.entries(schema.properties ?? {})) {
        if (name === "kind" && value.const !== undefined) names.add(String(value.const));
        else names.add(name);
        visit(value);
      }
      for (const one of [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])]) visit(one);
      if (schema.items !== undefined) visit(schema.items);
    };
    const { $schema: _, origin: __, ...properties } = (simSchema() as Schema).properties!;
    visit({ properties });
    expect(names.size).toBeGreaterThan(50);
    const told = (name: string) => text.includes(`\`${name}\``) || text.includes(`.${name}\``);
    expect([...names].filter((name) => name !== "kind" && !told(name))).toEqual([]);
  });
});

describe("docs/outcomes.md", () => {
  it("states the thresholds that the rules have", () => {
    for (const [name, value] of Object.entries(defaultRules)) {
      expect(doc("outcomes.md")).toContain(`| \`${name}\` | ${value} |`);
    }
  });

  it("explains every outcome and every threshold", () => {
    const kinds: Readonly<Record<OutcomeKind, true>> = {
      covered: true,
      collapsed: true,
      oscillating: true,
      diverged: true,
      escaped: true,
      undecided: true,
    };
    const rules: Readonly<Record<keyof OutcomeRules, true>> = {
      stillness: true,
      radius: true,
      reach: true,
      share: true,
      stop: true,
    };
    for (const name of [...Object.keys(kinds), ...Object.keys(rules)]) {
      expect(doc("outcomes.md")).toContain(`| \`${name}\` |`);
    }
  });
});
