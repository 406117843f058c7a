import { describe, expect, it } from "vitest";
import { plotlySource } from "../../src/cli/plotlySource.ts";
import { type Figure, figureHtml, phaseDiagram } from "../../src/figures/index.ts";
import { phaseScan } from "./synthetic.ts";

function jsonOf(page: string): {
  data: unknown[];
  layout: Record<string, unknown>;
  config: Record<string, unknown>;
} {
  const text = /<script type="application\/json" id="data">([\s\S]*?)<\/script>/.exec(page)![1]!;
  return JSON.parse(text);
}

const figure = phaseDiagram(phaseScan(6, 1, 'A <b>bold</b> "title" & more'));

describe("a figure's page", () => {
  it("fetches nothing and sends nothing", async () => {
    const page = figureHtml(figure, await plotlySource());
    const markup = page.replace(/<script[\s\S]*?<\/script>/g, "");
    expect(markup.match(/(?:src|href)\s*=\s*"[^"]*"/g)).toEqual(['href="data:,"']);
    expect(markup).not.toMatch(/@import|url\(/);
    expect(jsonOf(page).config).toMatchObject({ showSendToCloud: false, plotlyServerURL: "" });
    // Inside scripts an address may be named, but none is asked for: the bundle draws no maps and no mathjax.
    expect(page).not.toMatch(/<script[^>]*\ssrc/);
  });

  it("carries the figure's data as JSON, with gaps for what is not finite", () => {
    const bare: Figure = {
      name: "n",
      title: "t",
      data: [{ type: "scatter", x: Float64Array.of(1, Number.NaN, 3), y: [1, Number.POSITIVE_INFINITY, 2] }],
      layout: { width: 300, height: 200, title: { text: "kept" } },
      width: 300,
      height: 200,
    };
    const { data, layout } = jsonOf(figureHtml(bare, ""));
    expect(data).toEqual([{ type: "scatter", x: [1, null, 3], y: [1, null, 2] }]);
    expect(layout).toEqual({ title: { text: "kept" }, autosize: true });
  });

  it("cannot be ended or opened up by text in the data, the title or the source", () => {
    const evil = "</script><script>alert(1)</script><!-- \u2028";
    const about = { ...phaseScan(6, 1).about, name: evil, title: evil };
    const page = figureHtml(
      phaseDiagram({ ...phaseScan(6, 1), about }),
      `const s = "${evil}"; // <!-- <script`,
    );
    expect(page.match(/<script/g)).toHaveLength(
      3 + (page.match(/<script>alert\(1\)<\\\/script>/g)?.length ?? 0) + 1,
    );
    expect(page.match(/<\/script>/g)).toHaveLength(3);
    expect(page).not.toContain("<!--");
    expect(page).not.toContain("\u2028 ".repeat(2));
    const title = /<title>([\s\S]*?)<\/title>/.exec(page)![1]!;
    expect(title).not.toContain("<");
    const source = page.match(/<script>([\s\S]*?)<\/script>/)![1]!;
    // The escaped source means the same program.
    expect(new Function(`${source.split(";")[0]}; return s;`)()).toBe(evil);
  });

  it("titles the page by the figure, as text", () => {
    expect(figureHtml(figure, "")).toContain(
      "<title>A &lt;b&gt;bold&lt;/b&gt; &quot;title&quot; &amp; more</title>",
    );
  });

  it("says when it is drawn", () => {
    expect(figureHtml(figure, "")).toContain("document.documentElement.dataset.drawn");
  });
});
