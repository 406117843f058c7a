export * from "./finiteWidth.ts";
export * from "./infiniteKernel.ts";
export * from "./reachable.ts";
export * from "./saddle.ts";
