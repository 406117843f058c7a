import { parentPort } from "node:worker_threads";
import { type Backend, type BackendKind, openBackend } from "../../engine/index.ts";
import { runBatch } from "../batch.ts";
import { type Answer, failureOf, type Order } from "./messages.ts";

/** Progress is told no more often than this, in milliseconds: a message costs more than a short chunk. */
const TELL_EVERY = 100;

/** The program of a worker thread: computes the batches it is sent, one at a time. */
function serve(port: NonNullable<typeof parentPort>): void {
  const tell = (answer: Answer) => port.postMessage(answer);
  const backends = new Map<BackendKind, Promise<Backend>>();
  const open = (kind: BackendKind) => {
    const backend = backends.get(kind) ?? openBackend(kind);
    backends.set(kind, backend);
    return backend;
  };
  port.on("message", async (order: Order) => {
    let told = performance.now();
    const onShare = (share: number) => {
      if (performance.now() - told < TELL_EVERY) return;
      told = performance.now();
      tell({ kind: "share", share });
    };
    try {
      tell({ kind: "rows", rows: await runBatch(order, { onShare, open }) });
    } catch (error) {
      tell({ kind: "failure", failure: failureOf(error) });
    }
  });
}

if (parentPort !== null) serve(parentPort);
