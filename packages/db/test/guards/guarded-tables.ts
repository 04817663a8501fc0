/**
 * Illegal states and the statements that would write them, by table, by the guard that rejects the
 * statement, and by description. `:ada` and other parameters are ids of seeded rows.
 */
export type IllegalStates = Record<string, Record<string, Record<string, string>>>
