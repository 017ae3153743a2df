/**
 * What the window's pages may load: their own files, and nothing else. `data:` images are drawn by the interface itself.
 * The page says the same of itself, for where it is served without this header.
 */
export const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
