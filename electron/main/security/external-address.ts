/** An address of the web that may be handed to the user's browser: `https:`, without a name and password in it. */
export function isWebAddress(text: string): boolean {
  return hasProtocol(text, ['https:']);
}

/** A placement's own address, as the core made it; published ports mostly speak plain HTTP. */
export function isServiceAddress(text: string): boolean {
  return hasProtocol(text, ['https:', 'http:']);
}

function hasProtocol(text: string, protocols: readonly string[]): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, hostname } = new URL(text);
  return protocols.includes(protocol) && username === '' && password === '' && hostname !== '';
}
