export * from "./sim/stores/index.ts";
export { threads } from "./studies/executors/threads.ts";
