import { type Figure, figureHtml } from "../figures/index.ts";
import { writeWhole } from "../sim/stores/index.ts";
import { type Drawer, openDrawer } from "./draw.ts";
import { plotlySource } from "./plotlySource.ts";

/** Writes figures as pages and pictures. One browser serves all of them; it is started with the first. */
export interface Easel {
  /** Writes `stem.html` and, where a browser can draw, `stem.png`; returns what it wrote. */
  draw(figure: Figure, stem: string): Promise<string[]>;
  /** Why no picture can be drawn, once that was found out. */
  readonly reason: string | undefined;
  close(): Promise<void>;
}

/** Opens an easel; nothing is started or read before the first figure. */
export function openEasel(): Easel {
  let source: Promise<string> | undefined;
  let drawer: Promise<Drawer | { readonly reason: string }> | undefined;
  let reason: string | undefined;
  return {
    get reason() {
      return reason;
    },
    async draw(figure, stem) {
      source ??= plotlySource();
      drawer ??= openDrawer();
      const html = figureHtml(figure, await source);
      await writeWhole(`${stem}.html`, html);
      const opened = await drawer;
      if ("reason" in opened) {
        reason = opened.reason;
        return [`${stem}.html`];
      }
      await writeWhole(`${stem}.png`, await opened.png(html, figure.width, figure.height));
      return [`${stem}.html`, `${stem}.png`];
    },
    async close() {
      const opened = await drawer;
      if (opened !== undefined && !("reason" in opened)) await opened.close();
    },
  };
}
