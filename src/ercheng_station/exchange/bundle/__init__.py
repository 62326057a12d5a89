"""上报包: the workbook a station mails, which a person reads and a machine merges; and the receipt for it."""
