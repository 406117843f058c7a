import { describe, expect, it } from "vitest";
import { lines, plain, symbolText, textWidth, titleText, valueText } from "../../src/figures/text.ts";

describe("text of figures", () => {
  it("prints variables italic, indices upright unless they count, capital Greek upright", () => {
    expect(symbolText("λ")).toBe("<i>λ</i>");
    expect(symbolText("the start's λ")).toBe("the start's <i>λ</i>");
    expect(symbolText("η_g/η_d")).toBe("<i>η</i><sub>g</sub>/<i>η</i><sub>d</sub>");
    expect(symbolText("y_j")).toBe("<i>y</i><sub><i>j</i></sub>");
    expect(symbolText("W_2^2")).toBe("<i>W</i><sub>2</sub><sup>2</sup>");
    expect(symbolText("Γ_{max}")).toBe("Γ<sub>max</sub>");
    expect(symbolText("Δ")).toBe("Δ");
  });

  it("leaves words alone, the article too", () => {
    expect(symbolText("local map, ρ = 1")).toBe("local map, <i>ρ</i> = 1");
    expect(symbolText("onset of a cycle")).toBe("onset of a cycle");
  });

  it("lets no markup through but italics, bold, indices and line breaks", () => {
    expect(plain('a <i>b</i> <a href="http://x">c</a> & d<br>e')).toBe(
      'a <i>b</i> &lt;a href="http://x"&gt;c&lt;/a&gt; &amp; d<br>e',
    );
    expect(symbolText("x < y & z")).toBe("<i>x</i> &lt; <i>y</i> &amp; <i>z</i>");
  });

  it("joins a label and its symbol once", () => {
    expect(titleText("weight decay", "λ")).toBe("weight decay <i>λ</i>");
    expect(titleText("", "λ")).toBe("<i>λ</i>");
    expect(titleText("steps", "")).toBe("steps");
  });

  it("writes numbers as they are read aloud", () => {
    const written = [0, 0.001, 0.05, 1, 12.345678, 1000, 31400, 3.14159e-7, -2e-9, 1e-5, Number.NaN].map(
      (value) => valueText(value),
    );
    expect(written).toEqual([
      "0",
      "0.001",
      "0.05",
      "1",
      "12.3",
      "1000",
      "3.14×10<sup>4</sup>",
      "3.14×10<sup>−7</sup>",
      "−2×10<sup>−9</sup>",
      "10<sup>−5</sup>",
      "–",
    ]);
    expect(valueText("(1, 0.1)")).toBe("(1, 0.1)");
  });

  it("counts tags as nothing and indices as smaller when it measures", () => {
    expect(textWidth("<i>abc</i>", 10)).toBe(textWidth("abc", 10));
    expect(textWidth("a<sub>b</sub>", 10)).toBeLessThan(textWidth("ab", 10));
    expect(textWidth("&lt;", 10)).toBeLessThan(textWidth("abcd", 10));
  });

  it("breaks lines before they are too wide and loses nothing", () => {
    const words = "one two three four five six seven eight nine ten".split(" ");
    const broken = lines(words, " ", 90, 12);
    expect(broken.length).toBeGreaterThan(2);
    expect(broken.join(" ")).toBe(words.join(" "));
    for (const line of broken) expect(textWidth(line, 12)).toBeLessThanOrEqual(90);
  });
});
