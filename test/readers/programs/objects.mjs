// A reader that fills the heap.
const kept = [];
process.on('message', () => {
  for (;;) kept.push(new Array(1000).fill(kept.length).map((n) => ({ n })));
});
