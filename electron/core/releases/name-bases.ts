import { parseInstructions } from '../engine/build/parse-instructions.ts';
import type { NamedBase } from './identify-bases.ts';
export function nameBases(text: string): { readonly all: readonly NamedBase[]; readonly last?: string } {
  const all = parseInstructions(text).filter((i)=>i.keyword==='FROM').map((i)=>({reference: i.rest.split(/\s+/)[0] ?? '', line: i.line})).filter((b)=>b.reference!=='scratch');
  const last = all.at(-1)?.reference;
  return { all, ...(last===undefined?{}:{last}) };
}
