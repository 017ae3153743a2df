// @ts-check
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * @typedef {object} EngineReply
 * @property {number} status
 * @property {string} text
 */

/**
 * One call to a Docker Engine with nothing but Node's own HTTP client, so that it works before anything is installed.
 * @param {string} endpoint `unix:///…` or `tcp://host:port` (TLS when DOCKER_CERT_PATH names the certificates)
 * @param {string} method
 * @param {string} path with its query
 * @param {{ body?: unknown, tar?: AsyncIterable<Buffer>, timeoutMs?: number }} [options]
 * @returns {Promise<EngineReply>} any HTTP status; it rejects only when no answer came
 */
export async function engineCall(endpoint, method, path, options = {}) {
  const { client, address } = reach(endpoint);
  const request = client.request({
    ...address,
    method,
    path,
    agent: false,
    timeout: options.timeoutMs ?? 60_000,
    headers: { host: 'docker', ...contentType(options) },
  });
  request.on('timeout', () =>
    request.destroy(new Error(`The engine at ${endpoint} did not answer ${path} in time.`)),
  );
  const reply = new Promise((resolve, reject) => {
    request.once('response', resolve);
    request.once('error', reject);
  });
  // Observed below; without this an early refusal during a long upload would count as unhandled.
  reply.catch(() => undefined);
  if (options.tar === undefined)
    request.end(options.body === undefined ? undefined : JSON.stringify(options.body));
  else await pipeline(Readable.from(options.tar), request);
  const response = /** @type {http.IncomingMessage} */ (await reply);
  const chunks = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() };
}

/**
 * As engineCall, for calls that must succeed.
 * @param {Parameters<typeof engineCall>} call
 * @returns {Promise<any>} the decoded JSON answer, or its text when it is not one JSON document
 */
export async function engineMust(...call) {
  const reply = await engineCall(...call);
  if (reply.status < 200 || reply.status > 299)
    throw new Error(`The engine refused ${call[1]} ${call[2]}: HTTP ${reply.status} ${reply.text.trim()}`);
  try {
    return JSON.parse(reply.text);
  } catch {
    return reply.text;
  }
}

/**
 * Whether an engine answers there, and why not.
 * @param {string} endpoint
 * @returns {Promise<{ answers: true } | { answers: false, reason: string }>}
 */
export async function pingEngine(endpoint) {
  try {
    const reply = await engineCall(endpoint, 'GET', '/_ping', { timeoutMs: 5_000 });
    if (reply.status === 200) return { answers: true };
    return { answers: false, reason: `HTTP ${reply.status} ${reply.text.trim()}` };
  } catch (error) {
    return { answers: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** @param {{ body?: unknown, tar?: AsyncIterable<Buffer> }} options */
function contentType(options) {
  if (options.tar !== undefined) return { 'content-type': 'application/x-tar' };
  return options.body === undefined ? {} : { 'content-type': 'application/json' };
}

/**
 * @param {string} endpoint
 * @returns {{ client: typeof http | typeof https, address: https.RequestOptions }}
 */
function reach(endpoint) {
  if (endpoint.startsWith('unix://')) return { client: http, address: { socketPath: endpoint.slice(7) } };
  const url = new URL(endpoint);
  if (url.protocol !== 'tcp:' && url.protocol !== 'http:')
    throw new Error(`The test set-up can use engines at unix:// and tcp:// endpoints, not ${endpoint}.`);
  const address = { host: url.hostname, port: url.port === '' ? 2375 : Number(url.port) };
  const certificates = process.env['DOCKER_CERT_PATH'];
  if (certificates === undefined || certificates === '') return { client: http, address };
  const [ca, cert, key] = ['ca.pem', 'cert.pem', 'key.pem'].map((name) =>
    readFileSync(join(certificates, name)),
  );
  return { client: https, address: { ...address, ca, cert, key } };
}
