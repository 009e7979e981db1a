-- What stands in a cell of a CSV file: a spreadsheet takes text that begins like a
-- formula for one, so that text gets an apostrophe, which spreadsheets take as "text".

create or replace temporary macro csv_text(words) as
if(regexp_matches(words, '^[=+\-@\t\r\n＝＋－＠]'), '''' || words, words)
