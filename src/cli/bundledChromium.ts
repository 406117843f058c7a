import { createReadStream, createWriteStream, existsSync, lstatSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import type { Browser } from "./browser.ts";

const PACKAGE = "@sparticuz/chromium";
const CHUNK = 2 ** 21;

// What must still be there for an unpacked browser to count: cleaners of temporary folders take single files.
const PARTS = ["chromium", "libGLESv2.so", "libvk_swiftshader.so", "lib/libnss3.so", "lib/libnspr4.so"];

type Extract = (folder: string) => Writable;

/** The package's folder of compressed parts, or undefined where the package is not installed. */
function packageFolder(): { bin: string; extract: Extract } | undefined {
  try {
    const main = createRequire(import.meta.url).resolve(PACKAGE);
    const tar = createRequire(main)("tar-fs") as {
      extract: (folder: string, options: { chown: boolean }) => Writable;
    };
    const bin = join(dirname(main), "..", "..", "bin");
    // Run by root, the files would else go to whichever user has the packer's number.
    const extract: Extract = (folder) => tar.extract(folder, { chown: false });
    return existsSync(join(bin, "chromium.br")) ? { bin, extract } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A folder of ours alone below the temporary folder. A name there can be taken by anyone first, so what
 * stands there counts only if it is a real folder, ours, and closed to others.
 */
async function privateFolder(): Promise<string | undefined> {
  const owner = process.getuid?.() ?? 0;
  const folder = join(tmpdir(), `ganphase-${owner}`);
  await mkdir(folder, { mode: 0o700 }).catch(() => undefined);
  const found = lstatSync(folder, { throwIfNoEntry: false });
  const ours = found?.isDirectory() && found.uid === owner && (found.mode & 0o077) === 0;
  return ours ? folder : undefined;
}

function fontSettings(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/font-cache</cachedir>
</fontconfig>
`;
}

async function unpack(bin: string, extract: Extract, folder: string): Promise<void> {
  const inflate = (name: string, target: Writable) =>
    pipeline(createReadStream(join(bin, name)), createBrotliDecompress({ chunkSize: CHUNK }), target);
  await Promise.all([
    inflate("chromium.br", createWriteStream(join(folder, "chromium"), { mode: 0o700 })),
    // The graphics libraries stand beside the binary, nss and nspr in `lib`, the fonts in `fonts`.
    inflate("swiftshader.tar.br", extract(folder)),
    inflate("al2023.tar.br", extract(folder)),
    inflate("fonts.tar.br", extract(folder)),
  ]);
}

/** Unpacks beside the final place and renames, so that a killed or concurrent unpacking leaves no half. */
async function place(home: string, bin: string, extract: Extract): Promise<string> {
  const version = String(lstatSync(join(bin, "chromium.br")).size);
  const folder = join(home, `chromium-${version}`);
  const whole = () => PARTS.every((part) => existsSync(join(folder, part)));
  if (whole()) return folder;
  const draft = await mkdtemp(join(home, "unpacking-"));
  try {
    await unpack(bin, extract, draft);
    await writeFile(join(draft, "fonts.conf"), fontSettings(folder));
    if (!whole()) await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another process may have put its own there first, which serves as well.
    if (!whole()) throw error;
  }
  return folder;
}

/**
 * The Chromium inside the optional dependency `@sparticuz/chromium`, unpacked once per user and version
 * into a private folder below the temporary folder (some 200 MB), with the libraries (nss, nspr) and the
 * fonts that a bare Linux lacks. The package's own unpacking is not used: it takes whatever stands at
 * fixed names in the shared temporary folder for its own.
 * Answers a reason, in words, where it cannot.
 */
export async function unpackBundledChromium(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Browser | { readonly reason: string }> {
  const found = packageFolder();
  if (found === undefined) return { reason: `the optional package ${PACKAGE} is not installed` };
  const home = await privateFolder();
  if (home === undefined) return { reason: `no private folder could be made in ${tmpdir()}` };
  try {
    const folder = await place(home, found.bin, found.extract);
    const libraries = [join(folder, "lib"), environment.LD_LIBRARY_PATH].filter(Boolean).join(":");
    return {
      executablePath: join(folder, "chromium"),
      environment: { LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: join(folder, "fonts.conf") },
      source: PACKAGE,
    };
  } catch (error) {
    return { reason: `the browser of ${PACKAGE} could not be unpacked (${(error as Error).message})` };
  }
}
