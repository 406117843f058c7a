export {
  axisLength,
  axisName,
  axisPaths,
  axisValue,
  type Choice,
  cellChoices,
  choicesWith,
  putChoices,
} from "./axes.ts";
export { type BuiltSim, buildSim } from "./build.ts";
export { parseDocument } from "./document.ts";
export type { FieldGrid } from "./field.ts";
export { type JsonSchema, scanSchema, simSchema } from "./jsonSchema.ts";
export { getPath, parsePath, putPath, setPath } from "./paths.ts";
export { isScan, resolveSim } from "./resolve.ts";
export { inlineSim, resolveScan } from "./resolveScan.ts";
export type {
  About,
  AxisSpec,
  BackendChoice,
  FieldSpec,
  FigureSpec,
  Origin,
  RecordSpec,
  ReducedModel,
  ScanFigure,
  ScanSpec,
  SimFigure,
  SimSpec,
  TextReader,
} from "./spec.ts";
export { assertTable, type Column, type Table } from "./table.ts";
