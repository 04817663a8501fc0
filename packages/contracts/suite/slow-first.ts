import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that wait for the clock. They start first, so that the others run meanwhile. */
const SLOW = /(session-end|slow-body|shutdown|closing|client|outage)\.contract\.ts$/

export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isSlow = ({ moduleId }: TestSpecification) => (SLOW.test(moduleId) ? 0 : 1)
    return (await super.sort(files)).toSorted((one, other) => isSlow(one) - isSlow(other))
  }
}
