// Plain JavaScript that any Node runs, before anything that needs a new one. npm links the pinned
// Node of package.json in front of the machine's own; where it has no build, the machine's serves.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 24 || (major === 24 && minor < 7)) {
  console.error(
    `Gavel needs Node 24.7 or later and this is ${process.versions.node}: run npm install with optional dependencies, or install Node 26 from nodejs.org.`,
  )
  process.exit(1)
}
