import { createHash } from 'node:crypto';

/** RFC 6455, section 1.3: what a server appends to the client's key. */
const HANDSHAKE_GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const PONG = 10;
const GOING_AWAY = Buffer.from([0x03, 0xe9]);

/** Completes the handshake and sends every message back, frame by frame. */
export function acceptWebSocket(request, socket, head) {
  const accept = createHash('sha1')
    .update(`${request.headers['sec-websocket-key']}${HANDSHAKE_GUID}`)
    .digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  let buffered = head;
  const take = (chunk) => {
    buffered = Buffer.concat([buffered, chunk]);
    for (let frame = readFrame(buffered); frame !== undefined; frame = readFrame(buffered)) {
      buffered = buffered.subarray(frame.length);
      reply(socket, frame);
    }
  };
  socket.on('error', () => socket.destroy());
  socket.on('data', take);
  take(Buffer.alloc(0));
  return {
    sayGoodbye: () => socket.end(writeFrame({ final: true, opcode: CLOSE, payload: GOING_AWAY })),
  };
}

function reply(socket, frame) {
  if (frame.opcode === PING) socket.write(writeFrame({ ...frame, opcode: PONG }));
  else if (frame.opcode === CLOSE) socket.end(writeFrame(frame));
  else if (frame.opcode !== PONG) socket.write(writeFrame(frame));
}

/**
 * The first whole frame in `bytes`, unmasked, or undefined while it is incomplete (RFC 6455, section 5.2).
 * `length` is how many bytes it took.
 */
export function readFrame(bytes) {
  if (bytes.length < 2) return undefined;
  const masked = (bytes[1] & 0x80) !== 0;
  let size = bytes[1] & 0x7f;
  let at = 2;
  if (size === 126) {
    if (bytes.length < 4) return undefined;
    size = bytes.readUInt16BE(2);
    at = 4;
  } else if (size === 127) {
    if (bytes.length < 10) return undefined;
    size = Number(bytes.readBigUInt64BE(2));
    at = 10;
  }
  const start = at + (masked ? 4 : 0);
  if (bytes.length < start + size) return undefined;
  const payload = Buffer.from(bytes.subarray(start, start + size));
  if (masked) for (let i = 0; i < size; i += 1) payload[i] ^= bytes[at + (i % 4)];
  return { final: (bytes[0] & 0x80) !== 0, opcode: bytes[0] & 0x0f, payload, length: start + size };
}

/** A frame as a server sends it, or with `mask` (four bytes) as a client does. */
export function writeFrame({ final = true, opcode = TEXT, payload, mask }) {
  const size = payload.length;
  const head = Buffer.alloc(size < 126 ? 2 : size < 65_536 ? 4 : 10);
  head[0] = (final ? 0x80 : 0) | opcode;
  head[1] = (mask === undefined ? 0 : 0x80) | (size < 126 ? size : size < 65_536 ? 126 : 127);
  if (head.length === 4) head.writeUInt16BE(size, 2);
  if (head.length === 10) head.writeBigUInt64BE(BigInt(size), 2);
  if (mask === undefined) return Buffer.concat([head, payload]);
  return Buffer.concat([head, mask, payload.map((byte, i) => byte ^ mask[i % 4])]);
}
