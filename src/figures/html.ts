import type { Figure } from "./figure.ts";

const CONFIG = {
  responsive: true,
  displaylogo: false,
  // The button that uploads a chart is on by default: a figure must not offer to send data away.
  showSendToCloud: false,
  plotlyServerURL: "",
  modeBarButtonsToRemove: ["select2d", "lasso2d", "autoScale2d"],
  toImageButtonOptions: { format: "svg" },
};

/** JSON that can stand inside a script element: no `<` is left to end it, and non-finite numbers are null. */
export function scriptJson(value: unknown): string {
  const text = JSON.stringify(value, (_, part: unknown) =>
    ArrayBuffer.isView(part) ? Array.from(part as unknown as ArrayLike<number>) : part,
  );
  return text
    .replace(/</g, "\\u003c")
    .replace(/\u2028/g, "\\u2028")
    .replace(/\u2029/g, "\\u2029");
}

/** Source text that can stand inside a script element: inside strings and patterns `<\/` is `</`. */
function scriptSource(source: string): string {
  return source.replace(/<(\/script)/gi, "<\\$1").replace(/<!--/g, "<\\!--");
}

function text(value: string): string {
  return value.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

/**
 * A figure as one self-contained page: plotly.js and the data are inside, nothing is fetched. The plot
 * fills the window's width from the figure's own upwards. When it is drawn, the root element carries
 * `data-drawn`.
 * @param plotlySource the text of a plotly.js bundle that defines `Plotly`.
 */
export function figureHtml(figure: Figure, plotlySource: string): string {
  const { width: _width, height: _height, ...layout } = figure.layout;
  const data = scriptJson({ data: figure.data, layout: { ...layout, autosize: true }, config: CONFIG });
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(figure.title)}</title>
<link rel="icon" href="data:,">
<style>
body { margin: 0; background: white; overflow-x: auto; }
#figure { width: 100%; min-width: ${figure.width}px; max-width: ${2 * figure.width}px; height: ${figure.height}px; margin: 0 auto; }
</style>
</head>
<body>
<div id="figure" role="img" aria-label="${text(figure.title)}"></div>
<script type="application/json" id="data">${data}</script>
<script>${scriptSource(plotlySource)}</script>
<script>
const { data, layout, config } = JSON.parse(document.getElementById("data").textContent);
Plotly.newPlot("figure", data, layout, config).then(() => { document.documentElement.dataset.drawn = ""; });
</script>
</body>
</html>
`;
}
