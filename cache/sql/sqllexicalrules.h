#pragma once

#include "cache/sql/sqldialect.h"

#include <QByteArrayView>

namespace larder {

/// How a dialect writes quotes, comments, names and parameters.
struct SqlLexicalRules
{
    QByteArrayView blanks;
    QByteArrayView nameSymbols; ///< besides letters and digits, inside a name
    QByteArrayView nameStarts; ///< besides letters, at its start
    QByteArrayView names; ///< opening quotes of names
    QByteArrayView strings; ///< opening quotes of strings
    QByteArrayView prefixes; ///< letters that may stand before '…'
    QByteArrayView lineEnds; ///< what ends a line comment
    bool backslashEscapes = false;
    bool doubledBracket = false; ///< `]]` inside […] is a bracket
    bool hashComments = false;
    bool dashesNeedBlank = false; ///< `--` opens a comment only before a blank
    bool nestedComments = false;
    bool executableComments = false;
    bool byteOrderMarkIsBlank = false; ///< anywhere, not at the start of the text alone
    bool dollarQuotes = false;
    bool escapeStrings = false; ///< E'…' and U&'…'
    bool questionMarks = false; ///< `?` is a parameter
    bool sqliteVariables = false; ///< `:x`, `@x`, `$x`, each with its suffixes
    bool atParameters = false;
    bool atVariables = false;
    bool dollarNumbers = false;
    bool wordsStartWithDigits = false;
};

[[nodiscard]] const SqlLexicalRules& sqlLexicalRules(SqlDialect dialect);

} // namespace larder
