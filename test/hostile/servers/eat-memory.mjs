// Fills the heap.
const held = [];
setInterval(() => {
  for (let index = 0; index < 200; index += 1) held.push(Array.from({ length: 10_000 }, () => Math.random()));
}, 1);
