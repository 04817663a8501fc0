/** What one house may decide for itself; everything else is a rule. */
export type HouseSettings = { softCloseSeconds: number; sessionHours: number }
