/** What each mail's HTML has around its own: no picture, no script, nothing that is fetched from anywhere. */
export function htmlPage(heading: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${heading}</title>
</head>
<body style="margin:0;padding:24px;background:#f4f5f7;color:#1f2933;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5">
<div style="max-width:560px;margin:0 auto;padding:24px;background:#ffffff;border:1px solid #d9dee3;border-radius:6px">
<h1 style="margin:0 0 16px;font-size:20px">${heading}</h1>
<p>Hello{{#customerName}} {{customerName}}{{/customerName}},</p>
${body}
<p>Questions? Just reply to this mail.</p>
<p>Kind regards<br>{{from}}</p>
</div>
</body>
</html>
`;
}

/** A small table, a row for each name and value. */
export function htmlTable(rows: readonly (readonly [string, string])[]): string {
  const cells = rows.map(
    ([name, value]) =>
      `<tr><th scope="row" style="padding:4px 16px 4px 0;text-align:left;font-weight:normal;color:#52606d">${name}</th><td style="padding:4px 0"><strong>${value}</strong></td></tr>`,
  );
  return `<table style="border-collapse:collapse;margin:16px 0">\n${cells.join('\n')}\n</table>`;
}

export const PORTAL_LINK = '<a href="{{portal}}">{{portal}}</a>';
