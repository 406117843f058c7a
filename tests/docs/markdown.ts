/** A fenced block of code. */
export interface Block {
  readonly language: string;
  readonly text: string;
}

/** The fenced blocks of a page, in order. */
export function blocksOf(page: string): Block[] {
  return [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language, text]) => ({
    language: language!,
    text: text!,
  }));
}

/** Where the links and images of a page lead. */
export function linksOf(page: string): string[] {
  const prose = page.replace(/^```[\s\S]*?^```$/gm, "");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map((found) => found[1]!);
}

/** The anchors of a page's headings, as they are made from their words. */
export function anchorsOf(page: string): string[] {
  return [...page.matchAll(/^#+ (.+)$/gm)].map(([, words]) =>
    words!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replace(/\s/g, "-"),
  );
}

/** The cells of all table rows of a page, without the lines under the heads. */
export function rowsOf(page: string): string[][] {
  return page
    .split("\n")
    .filter((line) => line.startsWith("|") && !/^[|\s:-]+$/.test(line))
    .map((line) =>
      line
        .slice(1, line.lastIndexOf("|"))
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim()),
    );
}

/** Shell commands of a page: lines of `sh` blocks and words in backticks that begin with a program. */
export function commandsOf(page: string): string[] {
  const lines = blocksOf(page)
    .filter(({ language }) => language === "sh")
    .flatMap(({ text }) => text.split("\n"));
  const prose = page.replace(/^```[\s\S]*?^```$/gm, "");
  const inline = [...prose.matchAll(/`((?:npm|npx|node|ganphase) [^`]+)`/g)].map((found) => found[1]!);
  return [...lines, ...inline].flatMap((line) => line.split("&&")).flatMap((one) => one.trim() || []);
}
