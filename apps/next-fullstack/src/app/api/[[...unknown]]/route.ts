// The only catch-all: a path of the API that no other file answers.
export { DELETE, GET, OPTIONS, PATCH, POST, PUT } from '@/http/no-route.ts'
