describe.only('cart', () => {
  it.skip('adds', () => {});
});
