import { provideHouse } from './provide.ts'

export default provideHouse('next-ws')
