// A reader that takes memory outside of the heap.
const kept = [];
process.on('message', () => {
  setInterval(() => kept.push(Buffer.alloc(8 * 2 ** 20, 1)), 5);
});
