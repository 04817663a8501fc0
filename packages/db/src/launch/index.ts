/** Everything between `npm run dev` and a database that is ready, and back. */
export {
  type Cluster,
  type ClusterOptions,
  clusterInUse,
  endCluster,
  startCluster,
} from './cluster.ts'
export { databaseUrl } from './connect.ts'
export { createDatabase, dropDatabase, ensureDatabase, isInUse } from './databases.ts'
export { fillInTurn } from './first-day.ts'
export { keepCluster } from './keeper.ts'
export { migrate } from './migrate.ts'
export { dataHome } from './place.ts'
export { freePort, isFree } from './ports.ts'
export { LaunchProblem, messageOf } from './problem.ts'
export { type TestDatabase, testDatabase } from './test-database.ts'
