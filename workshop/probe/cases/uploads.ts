import type { Chapter } from '../case.ts'
import { post, request } from '../request.ts'

const form = ['Content-Type: multipart/form-data; boundary=line']
const END = '--line--\r\n'

/** A part that is a file of that name and type. */
const file = (name: string, type: string, content: string) =>
  `--line\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n${content}\r\n`

const upload = (body: string) => post(body, form, '/api/uploads')

export const uploads: Chapter = {
  title: 'Uploads',
  cases: [
    {
      id: '43.1',
      title: 'A file',
      send: upload(file('thing.txt', 'text/plain', 'one two three') + END),
    },
    {
      id: '43.2',
      title: 'A name that climbs, and a type that is a lie',
      send: upload(file('../../etc/thing.png', 'image/png', '<svg onload="alert(1)"/>') + END),
    },
    { id: '43.3', title: 'No byte in it', send: upload(file('thing.png', 'image/png', '') + END) },
    {
      id: '43.4',
      title: 'A thousand parts',
      how: '`POST /api/uploads` with a thousand small files',
      send: () => upload(file('thing.txt', 'text/plain', 'one').repeat(1_000) + END)(),
    },
    {
      id: '43.5',
      title: '30 MiB',
      how: '`POST /api/uploads` with a file of 30 MiB',
      send: () => upload(file('thing.txt', 'text/plain', 'x'.repeat(30 * 1024 * 1024)) + END)(),
    },
    {
      id: '43.6',
      title: 'A file whose end does not come',
      corrections: [
        {
          of: 'express',
          assumed: 'not thought of',
          measured: 'also a 404 waits for the end of the body',
        },
      ],
      within: 2_000,
      send: () =>
        request(
          'POST /api/uploads',
          [...form, 'Content-Length: 100000'],
          file('thing.txt', 'text/plain', 'one two three'),
        ),
    },
    {
      id: '43.7',
      title: 'No boundary',
      send: post(END, ['Content-Type: multipart/form-data'], '/api/uploads'),
    },
  ],
}
