"""Spreadsheets and papers around a case: the template, records read in, answers as xlsx and PDF.

Nothing here imports Django. Import from the module you need, where you need it (``read.read_records``,
``write.write_records``, ``template.template``, ``answer_xlsx.answer_xlsx``, ``answer_pdf.answer_pdf``): each
loads its own library only when it is called.
"""
