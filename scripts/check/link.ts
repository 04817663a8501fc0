/** A link from a page in docs to a file, and to a line of it. */
export const link = (text: string, file: string, line?: number): string =>
  `[${text.replaceAll(/[[\]]/g, String.raw`\$&`)}](../${file}${line ? `#L${line}` : ''})`
