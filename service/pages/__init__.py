"""What a study says, written once and shown in the terminal, as a workbook and as a report."""
