"""Any report proofread: what the command does, and the gate of this workbook's own reports."""
