/** An architecture test compares the names that a component uses with those its style sheet has. */
declare module '*.module.css' {
  const styles: Readonly<Record<string, string>>;
  export { styles as default };
}

declare module '*.css' {}
