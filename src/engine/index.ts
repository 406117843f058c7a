export type { Backend, BackendKind, Execution } from "./backend.ts";
export { backendKinds, chooseBackend, openBackend } from "./choose.ts";
export type { Body, Call, Cell, Helper, Program, Rows, Table } from "./program.ts";
