#include "cache/sql/sqllexicalrules.h"

namespace larder {

namespace {

constexpr SqlLexicalRules kGeneric{.blanks = " \t\n\r\f",
    .nameSymbols = "$",
    .nameStarts = "",
    .names = "\"`[",
    .strings = "'",
    .prefixes = "xXnN",
    .lineEnds = "\n",
    .doubledBracket = true,
    .executableComments = true,
    .dollarQuotes = true,
    .questionMarks = true,
    .atParameters = true,
    .dollarNumbers = true};

constexpr SqlLexicalRules kSqlite{.blanks = " \t\n\r\f",
    .nameSymbols = "$",
    .nameStarts = "",
    .names = "\"`[",
    .strings = "'",
    .prefixes = "xX",
    .lineEnds = "\n",
    .byteOrderMarkIsBlank = true,
    .questionMarks = true,
    .sqliteVariables = true};

constexpr SqlLexicalRules kPostgreSql{.blanks = " \t\n\r\f",
    .nameSymbols = "$",
    .nameStarts = "",
    .names = "\"",
    .strings = "'",
    .prefixes = "xXnNbB",
    .lineEnds = "\n\r",
    .nestedComments = true,
    .dollarQuotes = true,
    .escapeStrings = true,
    .dollarNumbers = true};

constexpr SqlLexicalRules kMySql{.blanks = " \t\n\r\f\v",
    .nameSymbols = "$",
    .nameStarts = "$",
    .names = "`",
    .strings = "'\"",
    .prefixes = "xXnNbB",
    .lineEnds = "\n",
    .backslashEscapes = true,
    .hashComments = true,
    .dashesNeedBlank = true,
    .executableComments = true,
    .questionMarks = true,
    .atVariables = true,
    .wordsStartWithDigits = true};

constexpr SqlLexicalRules kSqlServer{.blanks = " \t\n\r\f\v",
    .nameSymbols = "$#@",
    .nameStarts = "#",
    .names = "\"[",
    .strings = "'",
    .prefixes = "nN",
    .lineEnds = "\n",
    .doubledBracket = true,
    .nestedComments = true,
    .questionMarks = true,
    .atVariables = true};

} // namespace

const SqlLexicalRules& sqlLexicalRules(SqlDialect dialect)
{
    switch (dialect) {
    case SqlDialect::Sqlite:
        return kSqlite;
    case SqlDialect::PostgreSql:
        return kPostgreSql;
    case SqlDialect::MySql:
        return kMySql;
    case SqlDialect::SqlServer:
        return kSqlServer;
    case SqlDialect::Generic:
        break;
    }
    return kGeneric;
}

} // namespace larder
