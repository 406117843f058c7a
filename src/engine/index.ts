export { type Backend, type BackendKind, backendKinds, type Execution } from "./backend.ts";
export { chooseBackend, openBackend } from "./choose.ts";
export { compiledModules, newInstance } from "./modules.ts";
export type { Body, Call, Cell, Helper, Program, Rows, Substitute, Table } from "./program.ts";
