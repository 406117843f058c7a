export { writeWhole } from "./atomic.ts";
export { jsonText, readJson, writeJson } from "./json.ts";
export { claimRunFolder, type RunFolder, type RunTable, runFolder } from "./runFolder.ts";
export { readTable, tableBytes, tableOf, writeTable } from "./tables.ts";
