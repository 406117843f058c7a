export * from "./census.ts";
export * from "./innerMaximum.ts";
export * from "./landscapes.ts";
export * from "./paths.ts";
export * from "./placeValue.ts";
export * from "./randomMaps.ts";
export * from "./state.ts";
