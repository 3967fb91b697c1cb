// Fills memory outside of the heap, which heap limits do not see.
const held = [];
setInterval(() => held.push(Buffer.alloc(32 * 1024 ** 2, 1)), 1);
