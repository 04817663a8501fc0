import type { Notice as Words } from '@gavel/ui/notices'

/** What stands on a page in place of what was asked for. */
export function Notice({ title, words }: Words) {
  return (
    <main>
      <h1>{title}</h1>
      <p>{words}</p>
      <p>
        <a href="/">To the front door</a>
      </p>
    </main>
  )
}
