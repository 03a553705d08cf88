// A reader whose program has an error.
process.on('message', () => {
  throw new TypeError('the content of a cell');
});
