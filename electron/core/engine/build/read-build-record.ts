import type { JsonRecord } from './read-json-lines.ts';

/** The image id in a record's `aux` (`moby.image.id` of BuildKit, unnamed from the classic builder), if it has one. */
export function imageIdOf(record: JsonRecord): string | undefined {
  const aux = record['aux'];
  if (typeof aux !== 'object' || aux === null || !('ID' in aux)) return undefined;
  return typeof aux.ID === 'string' && aux.ID !== '' ? aux.ID : undefined;
}

/** The message of a record that says the build failed. */
export function errorOf(record: JsonRecord): string | undefined {
  const detail = record['errorDetail'];
  if (typeof detail === 'object' && detail !== null && 'message' in detail) {
    if (typeof detail.message === 'string' && detail.message !== '') return detail.message;
  }
  return typeof record['error'] === 'string' ? record['error'] : undefined;
}
