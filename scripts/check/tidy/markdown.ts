/** Links of a document to places, with their lines. What stands in code is not a link. */
export function linksOf(text: string): { target: string; line: number }[] {
  return proseOf(text).flatMap((prose, index) => {
    const inline = [...prose.matchAll(/\]\(((?:[^()\s]|\([^()\s]*\))+)(?:\s+"[^"]*")?\)/g)]
    const named = [...prose.matchAll(/^\[[^\]]+\]:\s+(\S+)/g)]
    return [...inline, ...named].map(([, target = '']) => ({
      target: target.replaceAll(/^<|>$/g, ''),
      line: index + 1,
    }))
  })
}

/** The anchors that GitHub gives to the headings of a document. */
export function anchorsOf(text: string): Set<string> {
  const anchors = new Set<string>()
  for (const line of proseOf(text, (code) => code.slice(1, -1))) {
    const heading = /^#{1,6}\s+(.+?)\s*#*$/.exec(line)?.[1]
    if (!heading) continue
    const plain = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase()
    const slug = plain.replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(/\s/g, '-')
    const again = [...anchors].filter((anchor) => anchor.replace(/-\d+$/, '') === slug).length
    anchors.add(again === 0 ? slug : `${slug}-${again}`)
  }
  return anchors
}

/** The lines of a document, without its blocks of code and, unless told, what is code in a line. */
function proseOf(text: string, inline: (code: string) => string = () => ''): string[] {
  let fence: string | null = null
  return text.split('\n').map((line) => {
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1] ?? null
    if (fence === null && mark === null) return line.replaceAll(/`[^`]*`/g, inline)
    if (fence === null) fence = mark
    else if (mark?.startsWith(fence)) fence = null
    return ''
  })
}
