import { ENTER_PATH } from '../../shared/contract/wire.ts';

export const ENTER_STYLE_PATH = '/enter.css';

export type EnterProblem = 'no-session' | 'wrong-token' | 'too-many-tries' | 'too-many-sessions';

/** The page for a browser that is not let in: what to do about it, and where to put a token that was typed. */
export function enterPage(problem: EnterProblem, seconds = 0): string {
  const { title, text } = words(problem, seconds);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Twinberth: ${title}</title>
<link rel="stylesheet" href="${ENTER_STYLE_PATH}">
</head>
<body>
<main>
<h1>${title}</h1>
<p>${text}</p>
<p>The link is in the terminal where <code>twinberth serve</code> runs. It is good for every browser until that ends.</p>
<form action="${ENTER_PATH}" method="get">
<label for="token">Or the part of the link after <code>token=</code></label>
<input id="token" name="token" type="password" autocomplete="off" required>
<button>Enter</button>
</form>
</main>
</body>
</html>
`;
}

function words(problem: EnterProblem, seconds: number): { readonly title: string; readonly text: string } {
  switch (problem) {
    case 'no-session':
      return {
        title: 'Open the link that serve printed',
        text: 'This browser has not come in by that link, or Twinberth was started anew since.',
      };
    case 'wrong-token':
      return {
        title: 'That token does not fit',
        text: 'Twinberth makes a new one at each start: an older link leads here.',
      };
    case 'too-many-tries':
      return {
        title: 'Too many wrong tokens',
        text: `Try again in ${seconds} seconds. Who is in already is not disturbed.`,
      };
    case 'too-many-sessions':
      return {
        title: 'Too many browsers',
        text: 'So many are looking at Twinberth that there is no room for another: close one of them.',
      };
  }
}

export const ENTER_STYLE = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: light-dark(#f6f7f9, #14171c); }
main { max-width: 30rem; margin: 1.5rem; padding: 2rem; border-radius: 12px;
  color: light-dark(#1b2230, #e6e9ef); background: light-dark(#fff, #1c2027);
  border: 1px solid light-dark(#d9dde4, #313743); }
h1 { margin: 0 0 .5rem; font-size: 1.25rem; }
label, input { display: block; }
input { width: 100%; box-sizing: border-box; margin: .25rem 0 .75rem; padding: .5rem; font: inherit; }
button { padding: .4rem 1rem; font: inherit; }
`;
