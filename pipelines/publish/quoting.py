"""Names and paths inside statements that take no parameters in their place."""


def quoted_name(name: str) -> str:
    """Write the name of a table, a column or a database as SQL does."""
    return '"' + name.replace('"', '""') + '"'


def quoted_text(text: object) -> str:
    """Write a text, such as a path, as SQL does."""
    return "'" + str(text).replace("'", "''") + "'"
