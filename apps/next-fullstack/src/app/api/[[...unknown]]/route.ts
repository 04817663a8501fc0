// The only catch-all: a path of the API that no other file answers.
// TWIN(paths): Next matches paths letter by letter, and answers
// a doubled slash 308 before any code of ours.
export { DELETE, GET, OPTIONS, PATCH, POST, PUT } from '@/http/no-route.ts'
