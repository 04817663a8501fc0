import type { Notice as Words } from '@gavel/ui/notices'

/** The content of a page that reports an error. @param id - the id of the error in the log. */
export function Notice({ title, words, id }: Words & { id?: string | undefined }) {
  return (
    <main>
      <h1>{title}</h1>
      <p>{words}</p>
      {id && <p>Error id: {id}</p>}
      <p>
        <a href="/">To the front door</a>
      </p>
    </main>
  )
}
