// Fills the heap.
const held = [];
setInterval(() => held.push(new Array(1_000_000).fill(held.length)), 1);
