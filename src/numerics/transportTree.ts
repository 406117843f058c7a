/**
 * A basis of the transportation problem: a spanning tree of the bipartite graph of N sources (nodes
 * 0 … N−1) and n sinks (nodes N … N+n−1), with a flow on each edge, rooted at source 0.
 *
 * Laws: `flow[v]` is the mass on the edge between v and `parent[v]`; the edges of a node carry its whole
 * mass; `potential[source] + potential[sink]` is the cost of each edge.
 */
export interface TransportTree {
  readonly parent: Int32Array;
  readonly depth: Int32Array;
  readonly flow: Float64Array;
  readonly potential: Float64Array;
  /** Lists of children, chained both ways; −1 ends a chain. */
  readonly firstChild: Int32Array;
  readonly next: Int32Array;
  readonly previous: Int32Array;
}

/** One edge of a basis. */
export interface Edge {
  readonly source: number;
  readonly sink: number;
  readonly mass: number;
}

/** Costs [N*n], row-major, with the number of sinks n and of sources N. */
export interface Costs {
  readonly values: Float64Array;
  readonly sources: number;
  readonly sinks: number;
}

function edgeCost(costs: Costs, a: number, b: number): number {
  const source = Math.min(a, b);
  return costs.values[source * costs.sinks + Math.max(a, b) - costs.sources]!;
}

function attach(tree: TransportTree, node: number, parent: number): void {
  const head = tree.firstChild[parent]!;
  tree.parent[node] = parent;
  tree.previous[node] = -1;
  tree.next[node] = head;
  if (head >= 0) tree.previous[head] = node;
  tree.firstChild[parent] = node;
}

function detach(tree: TransportTree, node: number): void {
  const before = tree.previous[node]!;
  const after = tree.next[node]!;
  if (before >= 0) tree.next[before] = after;
  else tree.firstChild[tree.parent[node]!] = after;
  if (after >= 0) tree.previous[after] = before;
}

/** Depth and potential of every node below and with `top`, from those of its parent. */
function refresh(tree: TransportTree, costs: Costs, top: number): void {
  const open = [top];
  while (open.length > 0) {
    const node = open.pop()!;
    const parent = tree.parent[node]!;
    if (parent >= 0) {
      tree.depth[node] = tree.depth[parent]! + 1;
      tree.potential[node] = edgeCost(costs, node, parent) - tree.potential[parent]!;
    }
    for (let child = tree.firstChild[node]!; child >= 0; child = tree.next[child]!) open.push(child);
  }
}

/** The tree of N + n − 1 edges that span all nodes. */
export function treeOf(edges: readonly Edge[], costs: Costs): TransportTree {
  const size = costs.sources + costs.sinks;
  const none = () => new Int32Array(size).fill(-1);
  const tree: TransportTree = {
    parent: none(),
    depth: new Int32Array(size),
    flow: new Float64Array(size),
    potential: new Float64Array(size),
    firstChild: none(),
    next: none(),
    previous: none(),
  };
  const beside: { node: number; mass: number }[][] = Array.from({ length: size }, () => []);
  for (const { source, sink, mass } of edges) {
    beside[source]!.push({ node: costs.sources + sink, mass });
    beside[costs.sources + sink]!.push({ node: source, mass });
  }
  const open = [0];
  while (open.length > 0) {
    const node = open.pop()!;
    for (const { node: other, mass } of beside[node]!) {
      if (other === tree.parent[node]) continue;
      attach(tree, other, node);
      tree.flow[other] = mass;
      open.push(other);
    }
  }
  refresh(tree, costs, 0);
  return tree;
}

/**
 * Brings the edge source → sink into the basis: as much mass as the cycle that it closes allows moves
 * round that cycle, and the edge that runs empty leaves.
 */
export function pivot(tree: TransportTree, costs: Costs, source: number, sink: number): void {
  const { parent, depth, flow } = tree;
  const start = [source, costs.sources + sink] as const;
  const isSource = (node: number) => node < costs.sources;

  let theta = Number.POSITIVE_INFINITY;
  let leaving = -1;
  let leavingSide: 0 | 1 = 0;
  const ends: [number, number] = [start[0], start[1]];
  const path: [number[], number[]] = [[], []];
  while (ends[0] !== ends[1]) {
    const side = depth[ends[0]]! >= depth[ends[1]]! ? 0 : 1;
    const node = ends[side];
    path[side].push(node);
    // On the source's side the edges above sources give mass away, on the sink's side those above sinks.
    if (isSource(node) === (side === 0) && flow[node]! < theta) {
      theta = flow[node]!;
      leaving = node;
      leavingSide = side;
    }
    ends[side] = parent[node]!;
  }
  path.forEach((nodes, side) => {
    for (const node of nodes) flow[node]! += isSource(node) === (side === 0) ? -theta : theta;
  });

  // The part below the leaving edge is hung up by the entering edge: its path of parents turns round.
  const top = start[leavingSide];
  let node = top;
  let newParent = start[1 - leavingSide]!;
  let newFlow = theta;
  for (;;) {
    const oldParent = parent[node]!;
    const oldFlow = flow[node]!;
    detach(tree, node);
    attach(tree, node, newParent);
    flow[node] = newFlow;
    if (node === leaving) break;
    newParent = node;
    newFlow = oldFlow;
    node = oldParent;
  }
  refresh(tree, costs, top);
}

/** The flows on a tree's edges that carry the given masses (sources [N], sinks [n]), by peeling off leaves. */
export function flowsOn(
  tree: TransportTree,
  costs: Costs,
  supply: Float64Array,
  demand: Float64Array,
): Edge[] {
  const left = new Float64Array(supply.length + demand.length);
  left.set(supply);
  left.set(demand, supply.length);
  const order = Array.from(left.keys()).sort((a, b) => tree.depth[b]! - tree.depth[a]!);
  const edges: Edge[] = [];
  for (const node of order) {
    const parent = tree.parent[node]!;
    if (parent < 0) continue;
    const mass = left[node]!;
    left[parent]! -= mass;
    edges.push({ source: Math.min(node, parent), sink: Math.max(node, parent) - costs.sources, mass });
  }
  return edges;
}
