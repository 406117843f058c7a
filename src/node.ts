export * from "./sim/stores/index.ts";
export { pairThreads } from "./studies/executors/pairThreads.ts";
export { threads } from "./studies/executors/threads.ts";
