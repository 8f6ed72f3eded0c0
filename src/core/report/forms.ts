import { reportHtml } from './html.ts';
import { reportMarkdown } from './markdown.ts';
import type { Report } from './report.ts';

/** Forms in which a report is saved, with the ending of their files. */
export const REPORT_FORMS = { markdown: 'md', html: 'html', json: 'json' } as const;
export type ReportForm = keyof typeof REPORT_FORMS;
export const REPORT_FORM_NAMES = Object.keys(REPORT_FORMS) as ReportForm[];

export function writeReport(report: Report, form: ReportForm): string {
  switch (form) {
    case 'markdown':
      return reportMarkdown(report);
    case 'html':
      return reportHtml(report);
    case 'json':
      return `${JSON.stringify(report, null, 2)}\n`;
  }
}
