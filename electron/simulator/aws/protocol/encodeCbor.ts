/** Writes CBOR (RFC 8949): whole numbers as integers, others as doubles, moments as tagged seconds. */
export function encodeCbor(value: unknown): Buffer {
  const writer = createWriter();
  write(writer, value);
  return writer.done();
}

interface Writer {
  /** The first byte of an item, with the number that goes with it. */
  head(major: number, argument: number): void;
  byte(value: number): void;
  double(value: number): void;
  text(value: string): void;
  done(): Buffer;
}

function createWriter(): Writer {
  let bytes = Buffer.allocUnsafe(1024);
  let at = 0;
  /** Makes room, which may take another buffer, and returns where. */
  const room = (length: number): number => {
    if (at + length > bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(2 * bytes.length, at + length));
      bytes.copy(larger, 0, 0, at);
      bytes = larger;
    }
    const from = at;
    at += length;
    return from;
  };
  const byte = (value: number): void => {
    const from = room(1);
    bytes.writeUInt8(value, from);
  };
  const head = (major: number, argument: number): void => {
    const first = major << 5;
    if (argument < 24) byte(first | argument);
    else if (argument < 0x100) {
      const from = room(2);
      bytes.writeUInt8(first | 24, from);
      bytes.writeUInt8(argument, from + 1);
    } else if (argument < 0x1_0000) {
      const from = room(3);
      bytes.writeUInt8(first | 25, from);
      bytes.writeUInt16BE(argument, from + 1);
    } else if (argument < 0x1_0000_0000) {
      const from = room(5);
      bytes.writeUInt8(first | 26, from);
      bytes.writeUInt32BE(argument, from + 1);
    } else {
      const from = room(9);
      bytes.writeUInt8(first | 27, from);
      bytes.writeBigUInt64BE(BigInt(argument), from + 1);
    }
  };
  return {
    head,
    byte,
    double(value) {
      const from = room(9);
      bytes.writeUInt8(0xfb, from);
      bytes.writeDoubleBE(value, from + 1);
    },
    text(value) {
      const length = Buffer.byteLength(value);
      head(3, length);
      const from = room(length);
      bytes.write(value, from);
    },
    done: () => bytes.subarray(0, at),
  };
}

function write(writer: Writer, value: unknown): void {
  if (typeof value === 'number') writeNumber(writer, value);
  else if (typeof value === 'string') writer.text(value);
  else if (typeof value === 'boolean') writer.byte(value ? 0xf5 : 0xf4);
  else if (value instanceof Date) {
    writer.head(6, 1);
    writeNumber(writer, value.getTime() / 1000);
  } else if (value instanceof Map) writeMembers(writer, [...(value as ReadonlyMap<string, unknown>)]);
  else if (Array.isArray(value)) {
    writer.head(4, value.length);
    for (const each of value) write(writer, each);
  } else if (typeof value === 'object' && value !== null) writeMembers(writer, Object.entries(value));
  else writer.byte(0xf6);
}

function writeNumber(writer: Writer, value: number): void {
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) writer.double(value);
  else if (value >= 0) writer.head(0, value);
  else writer.head(1, -1 - value);
}

/** Members that are undefined are absent. */
function writeMembers(writer: Writer, members: readonly (readonly [string, unknown])[]): void {
  const given = members.filter(([, value]) => value !== undefined);
  writer.head(5, given.length);
  for (const [name, value] of given) {
    writer.text(name);
    write(writer, value);
  }
}
