import { useEffect, useState, type RefObject } from 'react';

/** Whether what an element holds is wider than the element, so that part of it is out of sight. */
export function useIsWider(element: RefObject<HTMLElement | null>): boolean {
  const [wider, setWider] = useState(false);
  useEffect(() => {
    const { current } = element;
    if (current === null) return;
    const observer = new ResizeObserver(() => {
      setWider(current.scrollWidth > current.clientWidth);
    });
    observer.observe(current);
    // It grows with the lanes.
    if (current.firstElementChild !== null) observer.observe(current.firstElementChild);
    return () => {
      observer.disconnect();
    };
  }, [element]);
  return wider;
}
