export async function GET() {
  throw new Error('No luck')
}
