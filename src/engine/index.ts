export { type Backend, type BackendKind, backendKinds, type Execution } from "./backend.ts";
export { chooseBackend, openBackend } from "./choose.ts";
export { type Paced, paced } from "./paced.ts";
export type { Body, Call, Cell, Helper, Program, Rows, Substitute, Table } from "./program.ts";
export { eventLoopTurn } from "./turn.ts";
export { compiledModules, newInstance } from "./wasm.ts";
