"""One grammar of reports: terminal, HTML and workbook are made of it."""
