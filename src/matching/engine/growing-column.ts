/** A typed array that grows as numbers are added. */
export class GrowingColumn<A extends Uint8Array | Uint16Array | Uint32Array | Float64Array> {
  length = 0;
  /** May be longer than what was added. */
  room: A;

  constructor(
    private readonly make: new (size: number) => A,
    expected = 1024,
  ) {
    this.room = new make(expected);
  }

  push(value: number): void {
    if (this.length === this.room.length) this.grow();
    this.room[this.length] = value;
    this.length += 1;
  }

  /** What was added so far; of the same memory until more is added. */
  view(): A {
    return this.room.subarray(0, this.length) as A;
  }

  private grow(): void {
    const wider = new this.make(this.room.length * 2);
    wider.set(this.room);
    this.room = wider;
  }
}
