import { create } from 'zustand';
import { announce } from './announce.ts';

export interface Toast {
  readonly id: number;
  readonly tone: 'quiet' | 'warn' | 'bad';
  readonly text: string;
  readonly action?: { readonly label: string; readonly onAct: () => void } | undefined;
}

/** The toasts that are there, the oldest first; ToastHost shows them. */
export const useToasts = create<readonly Toast[]>(() => []);

let lastId = 0;

/**
 * Says what has just happened without asking for anything. Bad news stay until they are closed, the rest goes by itself.
 * @returns closes it
 */
export function showToast(toast: Omit<Toast, 'id'>): () => void {
  lastId += 1;
  const id = lastId;
  useToasts.setState((before) => [...before, { ...toast, id }], true);
  announce(toast.text, { urgent: toast.tone === 'bad' });
  return () => closeToast(id);
}

export function closeToast(id: number): void {
  useToasts.setState((before) => before.filter((toast) => toast.id !== id), true);
}
