export { renderReport } from "./render-report.ts";
export type { Confusion, Curve, ReportData, ReportImage, Series } from "./types.ts";
